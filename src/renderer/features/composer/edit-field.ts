/** Puts a text in place of the selection, as if it had been typed: the field tells React, and undo works. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  // No other way of changing a field keeps what can be undone.
  document.execCommand('insertText', false, text)
}

/** The same in place of a part of what is there. */
export function replaceText(field: HTMLTextAreaElement, start: number, end: number, text: string): void {
  field.setSelectionRange(start, end)
  insertText(field, text)
}
