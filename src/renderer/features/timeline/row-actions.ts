import type { Message } from '../../../shared/model/message.ts'

/** What can be done from a row. The same object for all rows and all the time. */
export interface RowActions {
  readonly remove: (message: Message) => void
  /** Takes a message back that has not left: its text goes to the composer, or nowhere. */
  readonly takeBack: (message: Message, purpose: 'edit' | 'discard') => void
  readonly retry: (message: Message) => void
  readonly copy: (message: Message) => void
  readonly copyText: (text: string) => void
  /** Puts a field in the place of a message that has not left. */
  readonly edit: (message: Message) => void
  /** Makes the room unread from a message on. */
  readonly markUnread: (message: Message) => void
  /** Opens the menu of a message beside something: the pointer, a button, the row. */
  readonly openMenu: (message: Message, beside: DOMRect) => void
  /** Shows all of a long text. */
  readonly unfold: (message: Message) => void
}
