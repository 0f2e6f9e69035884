import { setTimeout as pause } from 'node:timers/promises'
import type {
  ProfileClient,
  ProfiledServer,
  ProfileSession
} from '../../../src/main/connection/level-0/profile-client.ts'
import { SILENCE, socketOpening } from '../../../src/main/connection/level-0/profile-opening.ts'
import type { User } from '../../../src/shared/model/user.ts'
import type { Down } from '../../../src/shared/protocol/down.ts'
import { decodeFrameLevel0 } from '../../../src/shared/protocol/level-0-client.ts'
import type { HeardMessage, Unnumbered } from '../../../src/shared/protocol/unnumbered.ts'
import type { Login } from '../arguments.ts'
import { Broken, Skipped } from '../check.ts'
import { createGround, type Ground, type Who } from '../ground.ts'
import type { Peer } from '../peer.ts'

/** What a level 0 server says; null: nothing that a client knows. */
export type Said = Unnumbered | Extract<Down, { type: 'online' }> | null
export type Guest = Peer<Said>

/** What the checks of a level 0 server work with: two people, their sockets, and what the run has written. */
export interface Visit extends Ground<Said> {
  readonly server: ProfiledServer
  readonly client: ProfileClient
  /** Milliseconds that anything may take. */
  readonly patience: number
  signIn(who: Who): Promise<void>
  /** What a person holds. Throws `Skipped` when they could not sign in. */
  session(who: Who): ProfileSession
  /** Who a person is, as far as the server said when they signed in; else with which name they did. */
  whoIs(who: Who): { readonly username: string; readonly id: number | null }
  /** Comes in as a person; resolves when they count as signed in. */
  enter(who: Who): Promise<Guest>
  /** The newest messages below an id (null: of all), in the order of their ids. Throws `Skipped` without a history. */
  page(before: number | null, size?: number): Promise<readonly HeardMessage[]>
}

export interface VisitDeps {
  readonly server: ProfiledServer
  readonly client: ProfileClient
  readonly people: Readonly<Record<Who, Login>>
  readonly patience: number
}

export function createVisit({ server, client, people, patience }: VisitDeps): Visit {
  const sessions = new Map<Who, ProfileSession>()
  const users = new Map<Who, User>()
  const ground = createGround({
    decode: (text) => decodeFrameLevel0(text, server.profile.fields),
    changeIn: (said) => (said?.type === 'heard' ? said.change : null),
    patience
  })

  const visit: Visit = {
    ...ground,
    server,
    client,
    patience,
    async signIn(who) {
      const answer = await client.signIn(server, people[who])
      if (!answer.ok) throw new Broken(`${people[who].username} is answered: ${answer.code}`)
      sessions.set(who, answer.value)
      const me = server.profile.me ? await client.me(server, answer.value) : null
      const user = me?.ok ? me.value : answer.value.user
      if (user) users.set(who, user)
    },
    session(who) {
      const found = sessions.get(who)
      if (!found) throw new Skipped(`${people[who].username} could not sign in`)
      return found
    },
    whoIs: (who) => users.get(who) ?? { username: people[who].username, id: null },
    async enter(who) {
      const answer = await visit.knock(socketOpening(server, visit.session(who)))
      if (answer.kind === 'refused') throw new Broken(`the socket is refused with ${answer.status}`)
      const { peer } = answer
      await settle(peer)
      if (peer.closeCode() !== null) throw new Broken(`the socket is closed with ${peer.closeCode()}`)
      return peer
    },
    async page(before, size) {
      const sized = withPageSize(server, size)
      const answer = await client.page(sized, visit.session('user'), before)
      if (!answer.ok) throw new Broken(`the history is answered: ${answer.code}`)
      for (const message of answer.value) ground.note({ kind: 'posted', message })
      return answer.value
    }
  }
  return visit
}

/** Resolves when it is clear what becomes of an open socket: the server has spoken, closed it, or keeps silent. */
export async function settle(guest: Guest): Promise<void> {
  const end = Date.now() + SILENCE
  while (guest.said.length === 0 && guest.closeCode() === null && Date.now() < end) await pause(20)
}

function withPageSize(server: ProfiledServer, size: number | undefined): ProfiledServer {
  const { history } = server.profile
  if (!history) throw new Skipped('the profile has no history')
  return { ...server, profile: { ...server.profile, history: { ...history, size: size ?? history.size } } }
}
