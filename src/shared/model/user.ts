import { lazy } from '../std/lazy.ts'

/** A person on a server. `id` is the server's number for them. */
export interface User {
  readonly id: number
  readonly username: string
  readonly firstName: string
  readonly lastName: string
  readonly isSuperuser: boolean
}

/** The id of a signed-in person of whom the server has not said who they are. */
export const UNKNOWN_USER = 0

/** The name people read: first and last name, else the user name. */
export function displayName(user: User): string {
  return `${user.firstName} ${user.lastName}`.trim() || user.username
}

/** One or two capital letters for an avatar. */
export function initials(user: User): string {
  const words = displayName(user)
    .split(/[\s._-]+/u)
    .filter(Boolean)
  const letters = words.slice(0, 2).map((word) => firstLetters(word, 1))
  return letters.join('').toLocaleUpperCase()
}

/** Text in which every unit is a letter as people count them. */
const PLAIN = /^[ -~\u00a0-\u02ff]*$/
const graphemes = lazy(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }))

/** The first letters of a name, as people count letters. */
export function firstLetters(name: string, count: number): string {
  const letters = name.trim()
  if (PLAIN.test(letters)) return letters.slice(0, count)
  const segments = Array.from(graphemes().segment(letters), ({ segment }) => segment)
  return segments.slice(0, count).join('')
}

const AVATAR_GROUNDS = 10

/** Which of the ten avatar grounds a person has, for ever: FNV-1a (32 bits) of the id in decimal. */
export function avatarIndex(userId: number): number {
  let hash = 0x811c9dc5
  for (const character of String(userId)) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return (hash >>> 0) % AVATAR_GROUNDS
}
