import type { KeyboardEvent } from 'react'
import type { Timeline } from '../../state/timeline.ts'
import { isChangeable } from '../../state/editing.ts'
import type { RowActions } from './row-actions.ts'

/** What the keys do on a message that has the focus. Answers whether a key was for anything. */
export function useRowKeys(timeline: Timeline | undefined, actions: RowActions) {
  return (event: KeyboardEvent, id: string, row: HTMLElement): boolean => {
    const message = timeline?.messagesByClientId.get(id)
    if (!message) return false
    if (event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const { left, bottom } = row.getBoundingClientRect()
      actions.openMenu(message, new DOMRect(left + 60, bottom - 8, 0, 0))
    } else if (event.key === 'Delete') actions.remove(message)
    else if (event.key.toLowerCase() === 'c') actions.copy(message)
    else if (event.key.toLowerCase() === 'm' && isChangeable(message)) actions.edit(message)
    else if (event.key.toLowerCase() === 'u' && message.placement) actions.markUnread(message)
    else return false
    return true
  }
}
