import { codePointLength, trimmedBody } from '../../../shared/model/text.ts'

/** From here on the writer is told how much room is left. */
const TOLD_FROM = 200

/** How many characters are left of a message, as people count them; negative when it is too long. */
export function charactersLeft(text: string, limit: number): number {
  return limit - codePointLength(trimmedBody(text))
}

/** The number to show beside the text, or null while there is plenty of room. */
export function shownCount(left: number): string | null {
  if (left > TOLD_FROM) return null
  return left < 0 ? `−${-left}` : String(left)
}

/** What stays in the field once `sent` is on disk: whatever was typed after it. */
export function afterSending(text: string, sent: string): string {
  return text.startsWith(sent) ? text.slice(sent.length).replace(/^\n/, '') : text
}
