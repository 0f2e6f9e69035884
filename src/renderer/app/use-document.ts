import { useEffect, useLayoutEffect } from 'react'
import type { AppState, Language } from '../../shared/ipc/contract.ts'
import { useModel } from '../state/app-context.tsx'
import { messageText } from '../state/message-text.ts'
import { shownUnread } from '../state/selectors.ts'
import { usePreferences } from '../state/use-preferences.ts'
import { useMedia } from '../ui/use-media.ts'

/** What the page says of itself outside of its body: its language, the title of the window, and how it is drawn. */
export function useDocument(app: AppState | null, language: Language): void {
  const session = app?.session
  const unread = useModel((model) => (session ? shownUnread(model, session.room.id) : 0))
  const count = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''
  const title = session ? `${count}${session.room.name} — ${session.server.name}` : 'Causerie'
  useEffect(() => {
    document.documentElement.lang = language
    document.title = title
  }, [language, title])
  useLook()
}

/** Before the first paint with them, or everything would be drawn twice. */
function useLook(): void {
  const { motion, density, messageSize } = usePreferences()
  const isStillSystem = useMedia('(prefers-reduced-motion: reduce)')
  const isStill = motion === 'reduced' || (motion === 'system' && isStillSystem)
  const { size, line } = messageText({ messageSize, density })
  useLayoutEffect(() => {
    const { dataset, style } = document.documentElement
    dataset['motion'] = isStill ? 'reduced' : 'full'
    dataset['density'] = density
    style.setProperty('--message-size', `${size}px`)
    style.setProperty('--message-line', `${line}px`)
  }, [isStill, density, size, line])
}
