const LONGEST = 200
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_DIRECTIONAL_ISOLATE = '\u2069'

/** Words of a server as they may stand within a sentence of ours: on one line, not too long, in their own direction. */
export function quotable(text: string): string {
  const line = text.trim().replaceAll(/\s+/gu, ' ')
  const characters = Array.from(line)
  const short = characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('').trimEnd()}…` : line
  return `${FIRST_STRONG_ISOLATE}${short}${POP_DIRECTIONAL_ISOLATE}`
}
