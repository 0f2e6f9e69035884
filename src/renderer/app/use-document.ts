import { useEffect } from 'react'
import type { AppState, Language } from '../../shared/ipc/contract.ts'

/** What the page says of itself outside of its body: its language and the title of the window. */
export function useDocument(app: AppState | null, language: Language): void {
  const session = app?.session
  const title = session ? `${session.room.name} — ${session.server.name}` : 'Causerie'
  useEffect(() => {
    document.documentElement.lang = language
    document.title = title
  }, [language, title])
}
