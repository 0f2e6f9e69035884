import type { Credentials, ServerClient } from '../../../src/main/connection/http.ts'
import { SOCKET_PATH } from '../../../src/shared/protocol/constants.ts'
import { decodeDown, type Down, type Hello } from '../../../src/shared/protocol/down.ts'
import type { Change } from '../../../src/shared/protocol/event.ts'
import { type Cursor, encodeUp, type Up } from '../../../src/shared/protocol/up.ts'
import type { Login } from '../arguments.ts'
import { Broken, type Closable, Skipped } from '../check.ts'
import { createMark, type Mark } from '../mark.ts'
import { type Answer, knock, type Peer } from '../peer.ts'

/** What a server says at level 1; null: nothing that a client knows. */
export type Said = Down | null
export type Guest = Peer<Said>

export type Who = 'user' | 'superuser'
export type Cursors = Readonly<Record<string, Cursor>>

/** What the checks of a level 1 server work with: two people, their sockets, and what the run has written. */
export interface Visit extends Closable {
  readonly origin: string
  readonly client: ServerClient
  readonly mark: Mark
  /** Texts of frames that cannot be read. */
  readonly unreadable: readonly string[]
  /** The ids of the messages of this run that are not deleted. */
  readonly written: ReadonlySet<number>
  /** Signs a person in once more; `signOut` ends it. */
  signIn(who: Who): Promise<Credentials>
  /** Ends the sessions of this run. */
  signOut(): Promise<void>
  /** What a person holds. Throws `Skipped` when they could not sign in. */
  credentials(who: Who): Credentials
  /** Opens a socket as a level 1 client does: with these headers. */
  knock(headers: Readonly<Record<string, string>>): Promise<Answer<Said>>
  /** Opens a socket as a level 0 client does: with a token in its address. Its frames are not read, only kept. */
  knockSimply(token: string): Promise<Answer<null>>
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
  const url = origin.replace(/^http/, 'ws') + SOCKET_PATH
  const mark = createMark()
  const signedIn = new Map<Who, Credentials>()
  const tokens: string[] = []
  const guests = new Set<Pick<Guest, 'leave'>>()
  const ear = createEar(mark)

  const visit: Visit = {
    origin,
    client,
    mark,
    unreadable: ear.unreadable,
    written: ear.written,
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
    async knock(headers) {
      const answer = await knock({ url, headers }, { read: ear.read, patience })
      if (answer.kind === 'open') guests.add(answer.peer)
      return answer
    },
    async knockSimply(token) {
      const withToken = `${url}?token=${encodeURIComponent(token)}`
      const answer = await knock({ url: withToken, headers: {} }, { read: () => null, patience })
      if (answer.kind === 'open') guests.add(answer.peer)
      return answer
    },
    async enter(token) {
      const answer = await visit.knock({ authorization: `Bearer ${token}` })
      if (answer.kind === 'refused') throw new Broken(`the socket is refused with ${answer.status}`)
      const guest = answer.peer
      const hello = await guest.first('hello', (said) => (said?.type === 'hello' ? said : null))
      return { guest, hello }
    },
    async live(who, cursors = {}) {
      const { guest } = await visit.enter(visit.credentials(who).token)
      ask(guest, { type: 'resume', cursors })
      await guest.first('caught_up', (said) => (said?.type === 'caught-up' ? said : null))
      return guest
    },
    async closeAll() {
      await Promise.all([...guests].map((guest) => guest.leave()))
      guests.clear()
    }
  }
  return visit
}

export function ask(guest: Guest, up: Up): void {
  guest.send(encodeUp(up))
}

/** Reads all frames of a run, and keeps what is to be known of them at its end. */
function createEar(mark: Mark) {
  const unreadable: string[] = []
  const written = new Set<number>()

  function note(change: Change): void {
    if (change.kind === 'deleted') written.delete(change.messageId)
    if (change.kind === 'posted' && mark.isIn(change.message.body ?? '')) written.add(change.message.id)
  }

  function read(text: string): Said {
    const decoded = decodeDown(text)
    if (!decoded.ok) {
      unreadable.push(text)
      return null
    }
    if (decoded.value?.type === 'event') note(decoded.value.event.change)
    return decoded.value
  }

  return { unreadable, written, read }
}
