import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useServices } from '../../state/app-context.tsx'
import { useConfigure, usePreferences } from '../../state/use-preferences.ts'
import { useQuiet } from '../../state/use-quiet.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { QuietHoursGroup } from './quiet-hours-group.tsx'
import { Frame, Group, Row, Rows, ToggleRow } from './rows.tsx'

/** What is told outside of the window, how, and when not. */
export function NotificationsPage() {
  const t = useTranslations('settingsNotifications')
  const configure = useConfigure()
  const { tells, showsText, sounds } = usePreferences()
  return (
    <>
      <Group title={t('tells')}>
        <Frame>
          <RadioGroup
            isLegendHidden
            legend={t('tells')}
            value={tells}
            options={(['all', 'notifications', 'nothing'] as const).map((value) => ({
              value,
              label: t(value)
            }))}
            onChange={(next) => void configure({ tells: next })}
          />
        </Frame>
      </Group>
      <Group title={t('manner')}>
        <Rows>
          <ToggleRow
            title={t('showsText')}
            text={t('showsTextText')}
            isOn={showsText}
            onChange={(isOn) => void configure({ showsText: isOn })}
          />
          <ToggleRow
            title={t('sounds')}
            text={t('soundsText')}
            isOn={sounds}
            onChange={(isOn) => void configure({ sounds: isOn })}
          />
          <Trial />
        </Rows>
      </Group>
      <QuietNow />
      <QuietHoursGroup />
    </>
  )
}

function Trial() {
  const t = useTranslations('settingsNotifications')
  const { client, notices } = useServices()
  const [isTrying, setIsTrying] = useState(false)
  const run = async () => {
    setIsTrying(true)
    const answer = await client.call('notifications.try', {})
    setIsTrying(false)
    if (!answer.ok) notices.push({ tone: 'error', title: (say) => say('settingsNotifications.notTried') })
  }
  return (
    <Row title={t('test')} text={t('testText')}>
      <Button isBusy={isTrying} busyLabel={t('trying')} onClick={() => void run()}>
        {t('try')}
      </Button>
    </Row>
  )
}

function QuietNow() {
  const t = useTranslations('settingsNotifications')
  const words = useTranslations('quiet')
  const quiet = useQuiet()
  const options = [
    { value: 'off', label: words('off') },
    { value: 'half-hour', label: words('halfHour') },
    { value: 'hour', label: words('hour') },
    { value: 'tomorrow', label: words('tomorrow') },
    { value: 'always', label: words('always') }
  ] as const
  return (
    <Group title={words('title')}>
      <Frame>
        <RadioGroup
          legend={quiet.isOn ? quiet.words : t('quietNow')}
          value={quiet.choice}
          options={options}
          onChange={(choice) => choice && quiet.set(choice)}
        />
      </Frame>
    </Group>
  )
}
