import { useTranslations } from 'use-intl'
import { useServices } from '../../state/app-context.tsx'
import { useKeymap } from '../../state/use-keymap.ts'
import { useConfigure, usePreferences } from '../../state/use-preferences.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Group } from './rows.tsx'

/** Which key sends what is written, and which starts a new line. */
export function SendKeyGroup() {
  const t = useTranslations('shortcuts')
  const keymap = useKeymap()
  const configure = useConfigure()
  const { voice } = useServices()
  const { sendKey } = usePreferences()
  const written = (chord: string) => keymap.caps(chord).join(' + ')
  const options = [
    {
      value: 'enter',
      label: written('Enter'),
      aside: t('newLine', { keys: written('Shift+Enter') })
    },
    { value: 'mod-enter', label: written('Mod+Enter'), aside: t('newLine', { keys: written('Enter') }) }
  ] as const
  return (
    <Group title={t('sendTitle')}>
      <RadioGroup
        legend={t('sendWith')}
        value={sendKey}
        options={options}
        onChange={(next) => {
          voice.polite(t('sendSet', { keys: written(next === 'enter' ? 'Enter' : 'Mod+Enter') }))
          void configure({ sendKey: next })
        }}
      />
    </Group>
  )
}
