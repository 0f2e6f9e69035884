import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useModel, useServices } from '../../state/app-context.tsx'
import { hasUnconfirmed, unplacedCount } from '../../state/selectors.ts'
import { Alert } from '../../ui/alert.tsx'

/**
 * Signing out, from wherever it is asked for: at once, or after `question` where messages would be lost with the copy.
 */
export function useSignOut(): { signOut: () => void; question: ReactNode } {
  const t = useTranslations('account')
  const actions = useTranslations('action')
  const { client, notices } = useServices()
  const waiting = useModel(unplacedCount)
  const isUnsure = useModel(hasUnconfirmed)
  const [isAsking, setIsAsking] = useState(false)
  const leave = async () => {
    setIsAsking(false)
    const answer = await client.call('accounts.signOut', {})
    if (!answer.ok) notices.push({ tone: 'error', title: (words) => words('account.notSignedOut') })
  }
  return {
    signOut() {
      if (waiting > 0) setIsAsking(true)
      else void leave()
    },
    question: (
      <Alert
        isDestructive
        isOpen={isAsking}
        title={t(isUnsure ? 'unsureTitle' : 'waitingTitle', { count: waiting })}
        text={t(isUnsure ? 'unsureBody' : 'waitingBody')}
        cancelLabel={actions('cancel')}
        confirmLabel={t('signOut')}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => void leave()}
      />
    )
  }
}
