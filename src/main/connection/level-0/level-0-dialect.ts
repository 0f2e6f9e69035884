import { UNKNOWN_USER } from '../../../shared/model/user.ts'
import { encodeUpLevel0, readFrameLevel0 } from '../../../shared/protocol/level-0-client.ts'
import { capabilitiesOf } from '../../../shared/protocol/profile.ts'
import type { HeardUser } from '../../../shared/protocol/unnumbered.ts'
import { fail, ok } from '../../../shared/std/result.ts'
import type { Dialect, Greeting } from '../dialect.ts'
import { createDoubts } from './level-0-doubts.ts'
import { createSessions, type SessionDeps } from './level-0-sessions.ts'
import { serverName, type ProfileSession } from './profile-client.ts'
import { SILENCE, socketOpening } from './profile-opening.ts'

const HEARTBEAT = 20_000
/** After a day a channel layer forgets who is in a group, and the socket goes deaf while it still answers. */
const LONGEST_LINK = 23 * 60 * 60 * 1000
/** Level 0 has one room, and no number for it. */
const ROOM_ID = 1

/** How a server of the system that Causerie grew out of is spoken to, as its profile says. */
export function createLevel0Dialect(deps: SessionDeps): Dialect {
  const { server, client } = deps
  const { profile } = server
  const sessions = createSessions(deps)
  const doubts = createDoubts({ server, client, sessions })
  /** What the server answered to who is signed in. */
  let user: HeardUser | null = null
  /** The session that the present link was opened with. */
  let used: ProfileSession | null = null

  const learnUser = async (session: ProfileSession): Promise<void> => {
    const answer = await client.me(server, session)
    if (answer.ok) user = answer.value
  }
  const greeting = (): Greeting => {
    doubts.settle()
    return {
      server: { name: serverName(server), epoch: '' },
      user: user ?? sessions.known?.user ?? unknownUser(sessions.known),
      rooms: [{ id: ROOM_ID, name: profile.room }],
      messageLimit: profile.messageLimit,
      time: null
    }
  }

  return {
    capabilities: capabilitiesOf(profile),
    async open() {
      const session = await sessions.ask()
      if (!session.ok) return session
      used = session.value
      if (profile.me) {
        const learning = learnUser(session.value)
        // The first greeting needs it; what has changed since is in time for the next.
        if (!user) await learning
      }
      return ok(socketOpening(server, session.value))
    },
    encode: encodeUpLevel0,
    read(frame) {
      const heard = readFrameLevel0(frame, profile.fields)
      return ok(heard && { type: 'frame', frame: heard })
    },
    unspoken: { after: SILENCE, heartbeat: HEARTBEAT, greeting },
    longestLink: LONGEST_LINK,
    isSignedOut: async (end) => used !== null && doubts.isSignedOut(end, used),
    async page(before) {
      const session = await sessions.ask()
      if (!session.ok) return fail(session.code === 'locked' ? 'unavailable' : 'signed_out')
      const page = await client.page(server, session.value, before)
      if (page.ok || page.code !== 'signed_out') return page
      const renewed = await sessions.renew(session.value)
      return renewed.ok ? client.page(server, renewed.value, before) : renewed
    }
  }
}

/** Nobody said who they are, nor what they may do. */
function unknownUser(session: ProfileSession | null): HeardUser {
  const username = session?.username ?? ''
  return {
    id: UNKNOWN_USER,
    username,
    firstName: '',
    lastName: '',
    isSuperuser: false,
    hasUnsaidRights: true
  }
}
