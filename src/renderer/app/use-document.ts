import { useEffect } from 'react'
import type { AppState, Language } from '../../shared/ipc/contract.ts'
import { useModel } from '../state/app-context.tsx'
import { shownUnread } from '../state/selectors.ts'

/** What the page says of itself outside of its body: its language and the title of the window. */
export function useDocument(app: AppState | null, language: Language): void {
  const session = app?.session
  const unread = useModel((model) => (session ? shownUnread(model, session.room.id) : 0))
  const count = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''
  const title = session ? `${count}${session.room.name} — ${session.server.name}` : 'Causerie'
  useEffect(() => {
    document.documentElement.lang = language
    document.title = title
  }, [language, title])
}
