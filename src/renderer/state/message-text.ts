import type { Preferences } from '../../shared/ipc/preferences.ts'

/** What suits each density, in pixels of the text and of its lines. */
const USUAL = { comfortable: { size: 15, line: 22 }, compact: { size: 14, line: 20 } }

/** How high a line is for the size of its letters. */
const LINE = 1.47

/** Pixels of the messages' text and of its lines: what the person has chosen, else what suits the density. */
export function messageText({ messageSize, density }: Pick<Preferences, 'messageSize' | 'density'>): {
  readonly size: number
  readonly line: number
} {
  if (messageSize === null) return USUAL[density]
  return { size: messageSize, line: Math.round(messageSize * LINE) }
}
