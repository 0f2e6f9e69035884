import { useLayoutEffect, useMemo, useRef } from 'react'
import type { Message } from '../../../shared/model/message.ts'
import { useServices } from '../../state/app-context.tsx'
import type { ComposerPort } from '../../state/composer-port.ts'
import { copyText } from '../../ui/copy-text.ts'
import type { RowActions } from './row-actions.ts'

interface RowActionsOptions {
  readonly composer: ComposerPort
  readonly onDelete: (id: string) => void
  readonly onMenu: RowActions['openMenu']
  readonly onUnfold: (id: string) => void
}

/** The actions of the rows, as one object that never changes, so that no row draws again for them. */
export function useRowActions(options: RowActionsOptions): RowActions {
  const { client, notices } = useServices()
  const latest = useRef(options)
  useLayoutEffect(() => {
    latest.current = options
  })
  return useMemo(() => {
    const takeBack = async (message: Message, purpose: 'edit' | 'discard'): Promise<void> => {
      const answer = await client.call('messages.cancel', {
        clientId: message.clientId,
        toDraft: purpose === 'edit'
      })
      const { composer } = latest.current
      if (!answer.ok) notices.push({ tone: 'error', title: (t) => t('message.notCancellable') })
      else if (purpose === 'edit') composer.offer(answer.value.body)
      else composer.focus()
    }
    const retry = async ({ clientId }: Message): Promise<void> => {
      latest.current.composer.focus()
      const answer = await client.call('messages.retry', { clientId })
      if (!answer.ok) notices.push({ tone: 'error', title: (t) => t('message.notRetried') })
    }
    const copy = ({ body }: Message): void => {
      if (copyText(body)) notices.push({ tone: 'info', title: (t) => t('message.copied') })
      else notices.push({ tone: 'error', title: (t) => t('message.notCopied') })
    }
    return {
      remove: (message) => latest.current.onDelete(message.clientId),
      takeBack: (message, purpose) => void takeBack(message, purpose),
      retry: (message) => void retry(message),
      copy,
      openMenu: (message, beside) => latest.current.onMenu(message, beside),
      unfold: (message) => latest.current.onUnfold(message.clientId)
    }
  }, [client, notices])
}
