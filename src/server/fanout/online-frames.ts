import type { User } from '../../shared/model/user.ts'
import type { OnlineChanged } from '../../shared/protocol/down.ts'
import { shareFrames, type SharedFrames } from './frames.ts'

/** Half of what a frame may have: sizes are estimated. */
const MOST_BYTES = 512 * 1024
/** What an entry takes beside its names. */
const ENTRY_BYTES = 100

/**
 * The whole list of who is online. At level 1 a list that does not fit one frame goes on in frames that say who joined;
 * level 0 knows neither those nor a longest frame.
 */
export function shareOnlineList(users: readonly User[]): SharedFrames {
  const [first = [], ...rest] = split(users)
  const whole = shareFrames([{ type: 'online', users }])
  if (rest.length === 0) return whole
  const parts = shareFrames([{ type: 'online', users: first }, ...rest.map(joinedOnly)])
  return { bytes: (level) => (level === 1 ? parts : whole).bytes(level) }
}

/** Who joined and who left, in as many frames as that takes. */
export function shareOnlineChange(joined: readonly User[], left: readonly number[]): SharedFrames {
  const [first = [], ...rest] = split(joined)
  return shareFrames([{ type: 'online-changed', joined: first, left }, ...rest.map(joinedOnly)])
}

const joinedOnly = (joined: readonly User[]): OnlineChanged => ({ type: 'online-changed', joined, left: [] })

function split(users: readonly User[]): readonly (readonly User[])[] {
  const parts: User[][] = []
  let room = 0
  for (const user of users) {
    const { username, firstName, lastName } = user
    const size = ENTRY_BYTES + Buffer.byteLength(username + firstName + lastName)
    room -= size
    const last = parts.at(-1)
    if (last && room >= 0) {
      last.push(user)
    } else {
      parts.push([user])
      room = MOST_BYTES - size
    }
  }
  return parts
}
