/** What no text that comes from elsewhere may bring along: control characters, and halves of characters. */
const STRAY = /(?![\n\t])[\p{Cc}\p{Surrogate}]/gu
const BLANK_END = /(?:\n[ \t]*)+$/

/** A text from elsewhere as it goes into the field: one kind of line end, nothing invisible, no blank lines after it. */
export function cleanText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(STRAY, '').replace(BLANK_END, '')
}
