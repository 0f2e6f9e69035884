/** Length as people count it and as the limit of a message is stated: code points, after trimming. */
export function codePointLength(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

/**
 * What is sent of what was typed, and what a server keeps of it. Half a surrogate pair is no text: on disk and on the
 * wire it would become something else, and a repeat of the message another message.
 */
export function trimmedBody(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\u{fffd}').trim()
}

export type BodyProblem = 'blank' | 'too_long'

/** Why a body cannot be a message, or null when it can. `limit` is in code points. */
export function bodyProblem(body: string, limit: number): BodyProblem | null {
  const length = codePointLength(trimmedBody(body))
  if (length === 0) return 'blank'
  return length > limit ? 'too_long' : null
}

/** A text put in front of what is being written already. */
export function joinedDraft(text: string, draft: string): string {
  return draft.trim() ? `${text}\n${draft}` : text
}
