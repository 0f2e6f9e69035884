import { useState } from 'react'
import type { Message } from '../../../shared/model/message.ts'

export interface RowMenuState {
  readonly isOpen: boolean
  readonly message: Message
  /** What the menu opens beside, in the window's coordinates. */
  readonly beside: DOMRect
}

/** Whose menu is open, and where: there is one menu for all messages. It keeps its words while it closes. */
export function useRowMenu() {
  const [state, setState] = useState<RowMenuState | null>(null)
  return {
    state,
    openFor: state?.isOpen ? state.message.clientId : null,
    open: (message: Message, beside: DOMRect): void => setState({ isOpen: true, message, beside }),
    close: (): void => setState((was) => was && { ...was, isOpen: false })
  }
}
