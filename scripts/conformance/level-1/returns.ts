import { roomStream } from '../../../src/shared/protocol/constants.ts'
import type { ReadPosition } from '../../../src/shared/protocol/down.ts'
import { type Check, expectThat, Skipped } from '../check.ts'
import { eventIn, fence, hear, newId, post } from './talk.ts'
import { ask, type Cursors, type Guest, type Said, type Visit } from './visit.ts'

/** More events than this are not sent whole to whoever comes back. */
const LARGEST_HOLE = 1000

/** What whoever comes back is told beside the events: how many, what is left out, how far was read, who is there. */
export const returns: readonly Check<Visit>[] = [
  {
    promise: 'Who comes back is told first how many events there are to come, and so many come',
    async look(visit) {
      const other = await visit.live('superuser')
      const clientId = newId()
      await post(other, visit.mark.text('the last one heard'), clientId)
      const reader = await visit.live('user')
      await hear(reader, clientId)
      const cursors = cursorsOf(reader)
      await reader.leave()
      for (let i = 0; i < 3; i++) await post(other, visit.mark.text('missed'))

      const { said } = await visit.live('user', cursors)
      const end = said.findIndex((one) => one?.type === 'caught-up')
      const told = said.findIndex((one) => one?.type === 'catching-up')
      const first = said.findIndex((one) => eventIn(one))
      const came = said.slice(0, end).filter((one) => eventIn(one)).length
      const count = said.flatMap((one) => (one?.type === 'catching-up' ? one.events : []))
      expectThat(count.length === 1, `catching_up came ${count.length} times`)
      expectThat(told < first, 'an event came before')
      expectThat((count[0] ?? 0) >= 3 && came >= (count[0] ?? 0), `${count[0]} were told of, ${came} came`)
      return undefined
    }
  },
  {
    promise: 'A hole that is too large is named, the newest events follow it, and a page fills it',
    async look(visit) {
      const asker = await visit.live('superuser')
      const { roomId, seq } = await post(asker, visit.mark.text('the newest'))
      if (seq <= LARGEST_HOLE) throw new Skipped(`the room has only ${seq} events`)
      const stream = roomStream(roomId)
      const guest = await visit.live('user')
      const limited = guest.said.find((one) => one?.type === 'limited' && one.stream === stream)
      expectThat(limited?.type === 'limited', 'none is named')
      expectThat(limited.from === 1 && limited.deleted.length === 0, 'a fresh copy has nothing to be told of')
      const next = guest.said.flatMap((one) => eventIn(one) ?? []).find((event) => event.stream === stream)
      expectThat(next?.seq === limited.to + 1, `it ends at ${limited.to}, and ${next?.seq} follows`)
      const requestId = newId()
      ask(guest, { type: 'fetch', requestId, stream, from: limited.to - 1, to: limited.to })
      const page = await guest.first('the page', (one) => (one?.type === 'page' ? one : null))
      expectThat(page.events.at(-1)?.seq === limited.to, 'the page does not end where the hole does')
      return undefined
    }
  },
  {
    promise: 'How far somebody has read is told to all their devices: forward, and back only when asked',
    async look(visit) {
      const [desk, pocket] = [await visit.live('user'), await visit.live('user')]
      const other = await visit.live('superuser')
      const { roomId, n } = await post(other, visit.mark.text('to be read'))
      const move = (to: number, back = false): void =>
        ask(desk, { type: 'move-read-position', roomId, n: to, back, requestId: newId() })
      move(n - 1, true)
      move(n)
      for (const device of [desk, pocket]) await hearPosition(device, roomId, n)
      const before = pocket.said.length
      move(n - 1)
      await fence(desk)
      await fence(pocket)
      const isMoved = pocket.said.slice(before).some((one) => positionIn(one, roomId))
      expectThat(!isMoved, 'it went back without being asked')
      move(n - 1, true)
      for (const device of [desk, pocket]) await hearPosition(device, roomId, n - 1)
      expectThat(!other.said.some((one) => positionIn(one, roomId)?.n === n - 1), 'somebody else heard it')

      const { said } = await visit.live('user')
      const end = said.findIndex((one) => one?.type === 'caught-up')
      const position = said.slice(0, end).flatMap((one) => positionIn(one, roomId) ?? [])[0]
      expectThat(position?.n === n - 1, `whoever comes back is told ${position?.n}, not ${n - 1}`)
      expectThat(position.unread >= 1 && position.newestN >= n, `with ${position.unread} that are unread`)
      return undefined
    }
  },
  {
    promise: 'Whoever asks for it is told who is online by what changes',
    async look(visit) {
      const { guest: watcher } = await visit.enter(visit.credentials('superuser').token)
      ask(watcher, { type: 'resume', cursors: {}, onlineChanges: true })
      await watcher.until('caught_up', () => watcher.said.some((one) => one?.type === 'caught-up'))
      const guest = await visit.live('user')
      const { id } = visit.credentials('user').user
      const isThere = (one: Said): true | null => {
        const users = one?.type === 'online' ? one.users : one?.type === 'online-changed' ? one.joined : []
        return users.some((user) => user.id === id) || null
      }
      await watcher.first('online_changed or a list with them', isThere)
      const from = watcher.said.length
      await guest.leave()
      const hasLeft = (one: Said): true | null =>
        (one?.type === 'online-changed' && one.left.includes(id)) || null
      await watcher.first('online_changed without them, who may be connected elsewhere,', hasLeft, from)
      return undefined
    }
  }
]

/** Where each stream stands, as a guest has heard it. */
function cursorsOf({ said }: Guest): Cursors {
  const events = said.flatMap((one) => eventIn(one) ?? [])
  return Object.fromEntries(events.map(({ stream, seq, id }) => [stream, { seq, event: id }]))
}

function positionIn(said: Said, roomId: number): ReadPosition | null {
  if (said?.type !== 'read-positions') return null
  return said.positions.find((position) => position.roomId === roomId) ?? null
}

/** Resolves when a device was told that a room is read up to a message. */
function hearPosition(device: Guest, roomId: number, n: number): Promise<true> {
  const isSo = (one: Said): true | null => (positionIn(one, roomId)?.n === n ? true : null)
  return device.first(`read_positions at ${n}`, isSo)
}
