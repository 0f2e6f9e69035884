import { randomUUID } from 'node:crypto'

/** A row of Django's user table. */
export interface Person {
  readonly id: number
  readonly username: string
  readonly password: string
  readonly firstName: string
  readonly lastName: string
  readonly isSuperuser: boolean
}

export interface NewPerson {
  readonly username: string
  readonly password: string
  readonly superuser?: boolean
  readonly firstName?: string
  readonly lastName?: string
}

/** Who has an account, and what proves who somebody is. Like Django's tables, it outlives a restart. */
export interface People {
  add(person: NewPerson): Person
  /** Throws where there is no such account: a mistake in the test. */
  named(username: string): Person
  withPassword(username: string, password: string): Person | null
  tokenFor(person: Person): string
  refreshTokenFor(person: Person): string
  sessionFor(person: Person): string
  byToken(token: string | null): Person | null
  byRefreshToken(token: string): Person | null
  bySession(key: string | null): Person | null
  expireTokens(): void
  /** Ends whatever proves who somebody is: tokens, the tokens for new tokens, and sessions. */
  expireAll(): void
}

export function createPeople(): People {
  const people = new Map<string, Person>()
  const tokens = new Map<string, Person>()
  const refreshTokens = new Map<string, Person>()
  const sessions = new Map<string, Person>()
  const issue = (to: Map<string, Person>, person: Person): string => {
    const secret = randomUUID()
    to.set(secret, person)
    return secret
  }
  return {
    add({ username, password, superuser = false, firstName = '', lastName = '' }) {
      const person = { id: people.size + 1, username, password, firstName, lastName, isSuperuser: superuser }
      people.set(username, person)
      return person
    },
    named(username) {
      const person = people.get(username)
      if (!person) throw new Error(`no account ${username}`)
      return person
    },
    withPassword(username, password) {
      const person = people.get(username)
      return person?.password === password ? person : null
    },
    tokenFor: (person) => issue(tokens, person),
    refreshTokenFor: (person) => issue(refreshTokens, person),
    sessionFor: (person) => issue(sessions, person),
    byToken: (token) => tokens.get(token ?? '') ?? null,
    byRefreshToken: (token) => refreshTokens.get(token) ?? null,
    bySession: (key) => sessions.get(key ?? '') ?? null,
    expireTokens: () => tokens.clear(),
    expireAll: () => [tokens, refreshTokens, sessions].forEach((secrets) => secrets.clear())
  }
}
