import { useEffect, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Client } from '../../bridge/client.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices, useSession } from '../../state/app-context.tsx'
import { isLinked } from '../../state/link.ts'
import type { Say } from '../../state/store.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Answered } from './answered.tsx'
import { bytesFor } from './bytes.ts'
import { Facts, FactRow, Group, Row, Rows } from './rows.tsx'
import { useAnswer } from './use-answer.ts'

const measure = (client: Client) => client.call('copy.measure', {})

/** What of this account is on this computer. */
export function StoragePage() {
  const t = useTranslations('settingsStorage')
  const locale = useLocale()
  const { client, notices } = useServices()
  const size = useAnswer(measure)
  const { phase } = useLinkView()
  const measureAgain = size.ask
  // What was forgotten comes back with the connection.
  useEffect(() => measureAgain(), [phase, measureAgain])
  const count = (number: number) => new Intl.NumberFormat(locale).format(number)
  const reveal = async () => {
    const answer = await client.call('log.reveal', {})
    if (!answer.ok) notices.push({ tone: 'error', title: (say) => say('settingsStorage.notRevealed') })
  }
  return (
    <>
      <Group title={t('copy')} text={t('copyText')}>
        <Answered answer={size} rows={4}>
          {({ messages, notifications, copyBytes, logBytes }) => (
            <Facts>
              <FactRow title={t('messages')}>{count(messages)}</FactRow>
              <FactRow title={t('notifications')}>{count(notifications)}</FactRow>
              <FactRow title={t('size')}>{bytesFor(locale, copyBytes)}</FactRow>
              <FactRow title={t('logs')}>{bytesFor(locale, logBytes)}</FactRow>
            </Facts>
          )}
        </Answered>
      </Group>
      <Group title={t('actions')}>
        <Rows>
          <Clearing onCleared={measureAgain} />
          <Row title={t('logs')} text={t('logsText')}>
            <Button onClick={() => void reveal()}>{t('reveal')}</Button>
          </Row>
        </Rows>
      </Group>
    </>
  )
}

/** Forgets what the server can say again; where it cannot, there is nothing to press. */
function Clearing({ onCleared }: { onCleared: () => void }) {
  const t = useTranslations('settingsStorage')
  const actions = useTranslations('action')
  const { client, notices } = useServices()
  const { capabilities } = useSession().server
  const isOnline = isLinked(useLinkView().phase)
  const [step, setStep] = useState<'idle' | 'asking' | 'clearing'>('idle')
  const clear = async () => {
    setStep('clearing')
    const answer = await client.call('copy.clear', {})
    setStep('idle')
    onCleared()
    if (answer.ok) {
      const text: Say = (say) => say('settingsStorage.clearBody')
      notices.push({ tone: 'success', title: (say) => say('settingsStorage.cleared'), text })
      return
    }
    const problem = keyOfCode(en.settingsStorage.problems, answer.code)
    const text: Say = (say) => say(`settingsStorage.problems.${problem}`)
    notices.push({ tone: 'error', title: (say) => say('settingsStorage.notCleared'), text })
  }
  if (capabilities.history === 'none') return <Row title={t('clear')} text={t('noHistory')} />
  return (
    <>
      <Row title={t('clear')} text={t(isOnline ? 'clearText' : 'offline')} textId="clear-cache">
        <Button
          aria-describedby="clear-cache"
          aria-disabled={!isOnline || undefined}
          isBusy={step === 'clearing'}
          busyLabel={t('clearing')}
          onClick={() => isOnline && setStep('asking')}
        >
          {t('clear')}
        </Button>
      </Row>
      <Alert
        isDestructive
        isOpen={step === 'asking'}
        title={t('clearTitle')}
        text={t('clearBody')}
        cancelLabel={actions('cancel')}
        confirmLabel={t('clear')}
        onCancel={() => setStep('idle')}
        onConfirm={() => void clear()}
      />
    </>
  )
}
