import { Trash2 } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '../../../shared/model/message.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import { Alert } from '../../ui/alert.tsx'
import { QuotedMessage } from './quoted-message.tsx'

interface Deletion {
  /** Asks first; `focus.next` is where focus goes once the message is gone, `focus.back` when it stays. */
  ask(message: Message, focus: DeletionFocus): void
  readonly dialog: ReactNode
}

interface DeletionFocus {
  readonly next: () => HTMLElement | null
  readonly back: () => HTMLElement | null
}

/** Deleting a message for everyone: the question, the wait, and the outcome in words. */
export function useDeletion(): Deletion {
  const t = useTranslations()
  const { client, notices } = useServices()
  const [target, setTarget] = useState<Message | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const focus = useRef<DeletionFocus | null>(null)
  const isGone = useRef(false)

  async function remove(message: Message): Promise<void> {
    const answer = await client.call('messages.delete', { clientId: message.clientId })
    isGone.current = answer.ok || answer.code === 'already_deleted'
    if (answer.ok) notices.push({ tone: 'success', title: (words) => words('delete.done') })
    else if (answer.code === 'already_deleted')
      notices.push({ tone: 'info', title: (words) => words('delete.gone') })
    else {
      notices.push({
        tone: 'error',
        title: (words) => words('delete.failed'),
        text: (words) => words(`deleteProblems.${keyOfCode(en.deleteProblems, answer.code)}`),
        action: { label: (words) => words('action.retry'), run: () => void remove(message) }
      })
    }
  }

  async function confirm(): Promise<void> {
    if (!target) return
    setIsBusy(true)
    await remove(target)
    setIsBusy(false)
    setIsOpen(false)
  }

  const dialog = (
    <Alert
      isDestructive
      isOpen={isOpen}
      title={t('delete.title')}
      text={t('delete.body')}
      cancelLabel={t('action.cancel')}
      confirmLabel={
        <>
          <Trash2 size={16} strokeWidth={2} aria-hidden="true" />
          {t('delete.confirm')}
        </>
      }
      isBusy={isBusy}
      busyLabel={t('delete.busy')}
      onCancel={() => setIsOpen(false)}
      onConfirm={() => void confirm()}
      focusAfter={() => (isGone.current ? focus.current?.next() : focus.current?.back()) ?? null}
    >
      {target && <QuotedMessage message={target} />}
    </Alert>
  )

  return {
    ask(message, focusPlaces) {
      focus.current = focusPlaces
      isGone.current = false
      setTarget(message)
      setIsOpen(true)
    },
    dialog
  }
}
