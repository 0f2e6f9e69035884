import { useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '../../../shared/model/message.ts'
import { useServices } from '../../state/app-context.tsx'
import { beginEditing, isChangeable } from '../../state/editing.ts'
import { keptUnread } from '../../state/unread.ts'
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
  const t = useTranslations('message')
  const { client, store, notices, voice } = useServices()
  const latest = useRef(options)
  useLayoutEffect(() => {
    latest.current = options
  })
  return useMemo(() => {
    const refuse = (code: string, otherwise: 'message.notCancellable' | 'message.notRetried'): void => {
      const words = code === 'disk' ? 'message.notSaved' : otherwise
      notices.push({ tone: 'error', title: (say) => say(words) })
    }
    const takeBack = async (message: Message, purpose: 'edit' | 'discard'): Promise<void> => {
      const answer = await client.call('messages.cancel', {
        clientId: message.clientId,
        toDraft: purpose === 'edit'
      })
      const { composer } = latest.current
      if (!answer.ok) refuse(answer.code, 'message.notCancellable')
      else if (purpose === 'edit') composer.offer(answer.value.body)
      else composer.focus()
    }
    const retry = async ({ clientId }: Message): Promise<void> => {
      latest.current.composer.focus()
      const answer = await client.call('messages.retry', { clientId })
      if (!answer.ok) refuse(answer.code, 'message.notRetried')
    }
    const copy = (text: string): void => {
      if (copyText(text)) notices.push({ tone: 'info', title: (say) => say('message.copied') })
      else notices.push({ tone: 'error', title: (say) => say('message.notCopied') })
    }
    const markUnread = async ({ roomId, placement }: Message): Promise<void> => {
      if (!placement) return
      const { n } = placement
      const answer = await client.call('rooms.markUnread', { roomId, n })
      if (!answer.ok) return void notices.push({ tone: 'error', title: (say) => say('message.notSaved') })
      store.setState((model) => keptUnread(model, roomId, n))
      voice.polite(t('unreadDone'))
    }
    return {
      remove: (message) => latest.current.onDelete(message.clientId),
      takeBack: (message, purpose) => void takeBack(message, purpose),
      retry: (message) => void retry(message),
      copy: ({ body }) => copy(body),
      copyText: copy,
      edit: (message) => {
        if (isChangeable(message)) store.setState((model) => beginEditing(model, message))
      },
      markUnread: (message) => void markUnread(message),
      openMenu: (message, beside) => latest.current.onMenu(message, beside),
      unfold: (message) => latest.current.onUnfold(message.clientId)
    }
  }, [client, store, notices, voice, t])
}
