import type { Opening } from '../../../src/main/connection/dialect.ts'
import { socketUrl, type Credentials, type ServerClient } from '../../../src/main/connection/http.ts'
import { decodeDown, type Down, type Hello } from '../../../src/shared/protocol/down.ts'
import { type Cursor, encodeUp, type Up } from '../../../src/shared/protocol/up.ts'
import type { Login } from '../arguments.ts'
import { Broken, Skipped } from '../check.ts'
import { createGround, type Ground, type Who } from '../ground.ts'
import type { Peer } from '../peer.ts'

/** What a server says at level 1; null: nothing that a client knows. */
export type Said = Down | null
export type Guest = Peer<Said>

export type Cursors = Readonly<Record<string, Cursor>>

/** What the checks of a level 1 server work with: two people, their sockets, and what the run has written. */
export interface Visit extends Ground<Said> {
  readonly origin: string
  readonly client: ServerClient
  /** Signs a person in once more; `signOut` ends it. */
  signIn(who: Who): Promise<Credentials>
  /** Ends the sessions of this run. */
  signOut(): Promise<void>
  /** What a person holds. Throws `Skipped` when they could not sign in. */
  credentials(who: Who): Credentials
  /** How a level 1 client opens its socket: with these headers. */
  withHeaders(headers: Opening['headers']): Opening
  /** How a level 0 client does: with a token in the address. */
  withToken(token: string): Opening
  /** Comes in with a token. */
  enter(token: string): Promise<{ readonly guest: Guest; readonly hello: Hello }>
  /** Comes in as a person who has the streams up to some cursors, and is up to date when it resolves. */
  live(who: Who, cursors?: Cursors): Promise<Guest>
}

export interface VisitDeps {
  readonly origin: string
  readonly client: ServerClient
  readonly people: Readonly<Record<Who, Login>>
  readonly patience: number
}

export function createVisit({ origin, client, people, patience }: VisitDeps): Visit {
  const url = socketUrl(origin)
  const signedIn = new Map<Who, Credentials>()
  const tokens: string[] = []
  const ground = createGround({
    decode: decodeDown,
    changeIn: (said) => (said?.type === 'event' ? said.event.change : null),
    patience
  })

  const visit: Visit = {
    ...ground,
    origin,
    client,
    async signIn(who) {
      const answer = await client.login(origin, people[who])
      if (!answer.ok) throw new Broken(`${people[who].username} is answered: ${answer.code}`)
      if (!signedIn.has(who)) signedIn.set(who, answer.value)
      tokens.push(answer.value.token)
      return answer.value
    },
    async signOut() {
      for (const token of tokens) await client.logout(origin, token)
    },
    credentials(who) {
      const found = signedIn.get(who)
      if (!found) throw new Skipped(`${people[who].username} could not sign in`)
      return found
    },
    withHeaders: (headers) => ({ url, headers }),
    withToken: (token) => ({ url: `${url}?token=${encodeURIComponent(token)}`, headers: {} }),
    async enter(token) {
      const answer = await visit.knock(visit.withHeaders({ authorization: `Bearer ${token}` }))
      if (answer.kind === 'refused') throw new Broken(`the socket is refused with ${answer.status}`)
      const guest = answer.peer
      const hello = await guest.first('hello', (said) => (said?.type === 'hello' ? said : null))
      return { guest, hello }
    },
    async live(who, cursors = {}) {
      const { guest } = await visit.enter(visit.credentials(who).token)
      ask(guest, { type: 'resume', cursors, onlineChanges: false })
      await guest.first('caught_up', (said) => (said?.type === 'caught-up' ? said : null))
      return guest
    }
  }
  return visit
}

export function ask(guest: Guest, up: Up): void {
  guest.send(encodeUp(up))
}
