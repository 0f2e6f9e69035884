import { USERNAME_PATTERN } from '../../shared/protocol/http.ts'

const MOST_CHARACTERS = 150
const pattern = new RegExp(USERNAME_PATTERN, 'u')

/** The name as it is stored: one way to write each letter, as Django does. */
export function normaliseUsername(typed: string): string {
  return typed.normalize('NFKC')
}

export function isUsername(name: string): boolean {
  return name.length <= MOST_CHARACTERS && pattern.test(name)
}

/** What two names have in common when they differ only in case or in how letters are composed. */
export function usernameKey(name: string): string {
  return normaliseUsername(name).toLowerCase()
}
