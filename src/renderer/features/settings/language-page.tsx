import { useTranslations } from 'use-intl'
import { languages } from '../../i18n/languages.ts'
import { useDates } from '../../i18n/words.tsx'
import { useModel } from '../../state/app-context.tsx'
import { useConfigure, usePreferences } from '../../state/use-preferences.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Frame, Group } from './rows.tsx'

/** An afternoon, which each way of counting says in its own way. */
const example = new Date(2026, 3, 13, 14, 30).getTime()

/** The language of the interface, and how it says the hours. */
export function LanguagePage() {
  const t = useTranslations('settingsLanguage')
  const configure = useConfigure()
  const { language } = usePreferences()
  const ofSystem = useModel((model) => model.app?.systemLanguage)
  const nameOfSystem = languages.find(({ value }) => value === ofSystem)
  return (
    <>
      <Group title={t('interface')}>
        <Frame>
          <RadioGroup
            legend={t('messages')}
            value={language}
            options={[
              {
                value: 'system',
                label: t('system'),
                ...(nameOfSystem && {
                  aside: <span lang={nameOfSystem.lang}>{nameOfSystem.label}</span>
                })
              },
              ...languages
            ]}
            onChange={(next) => void configure({ language: next })}
          />
        </Frame>
      </Group>
      <Hours />
    </>
  )
}

function Hours() {
  const t = useTranslations('settingsLanguage')
  const configure = useConfigure()
  const { hours } = usePreferences()
  const asides = {
    language: useDates('language').time(example),
    24: useDates('24').time(example),
    12: useDates('12').time(example)
  }
  const options = [
    { value: 'language', label: t('hoursAs.language'), aside: asides.language },
    { value: '24', label: t('hoursAs.twentyFour'), aside: asides[24] },
    { value: '12', label: t('hoursAs.twelve'), aside: asides[12] }
  ] as const
  return (
    <Group title={t('hours')}>
      <Frame>
        <RadioGroup
          isLegendHidden
          legend={t('hours')}
          value={hours}
          options={options}
          onChange={(next) => void configure({ hours: next })}
        />
      </Frame>
    </Group>
  )
}
