import { useMemo, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { joinedDraft } from '../../shared/model/text.ts'
import { useServices } from '../state/app-context.tsx'
import type { ComposerPort } from '../state/composer-port.ts'

/** The composer, for the parts of the page that are not it. */
export function useComposerPort(field: RefObject<HTMLTextAreaElement | null>, roomId: number): ComposerPort {
  const { store } = useServices()
  return useMemo(
    () => ({
      focus: () => field.current?.focus(),
      element: () => field.current,
      offer(text) {
        flushSync(() =>
          store.setState(({ draftsByRoomId }) => {
            const joined = joinedDraft(text, draftsByRoomId[roomId] ?? '')
            return { draftsByRoomId: { ...draftsByRoomId, [roomId]: joined } }
          })
        )
        field.current?.focus()
        field.current?.setSelectionRange(text.length, text.length)
      }
    }),
    [field, store, roomId]
  )
}
