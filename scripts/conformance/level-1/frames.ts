import { CLOSE, MAX_FRAME_BYTES } from '../../../src/shared/protocol/constants.ts'
import { type Check, expectThat } from '../check.ts'
import { allWasRead } from '../ground.ts'
import { expectRefusal, post, remove } from './talk.ts'
import type { Said, Visit } from './visit.ts'

/** Who is online, what no client should send, and the line itself. */
export const frames: readonly Check<Visit>[] = [
  {
    promise: 'The others hear who comes, and who leaves',
    async look(visit) {
      const watcher = await visit.live('superuser')
      const guest = await visit.live('user')
      const { id } = visit.credentials('user').user
      const isOnline = (said: Said): boolean | null =>
        said?.type === 'online' ? said.users.some((user) => user.id === id) : null
      await watcher.first('online_users_update with them', (said) => isOnline(said) || null)
      const from = watcher.said.length
      await guest.leave()
      const isGone = (said: Said): true | null => (isOnline(said) === false ? true : null)
      await watcher.first('online_users_update without them, who may be connected elsewhere,', isGone, from)
      return undefined
    }
  },
  {
    promise: 'A ping is answered',
    async look(visit) {
      await (await visit.live('user')).ping()
      return undefined
    }
  },
  {
    promise: 'A frame of an unknown type is answered with unknown_type, and the socket lives',
    async look(visit) {
      const guest = await visit.live('user')
      const frame = { type: 'conformance_dance', request_id: 'step' }
      await expectRefusal(guest, frame, { code: 'unknown_type', requestId: 'step' })
      await post(guest, visit.mark.text('after a dance'))
      return undefined
    }
  },
  {
    promise: 'A frame that is not JSON is answered with bad_frame, and the socket lives',
    async look(visit) {
      const guest = await visit.live('user')
      await expectRefusal(guest, 'this is no JSON', { code: 'bad_frame', requestId: null })
      await post(guest, visit.mark.text('after nonsense'))
      return undefined
    }
  },
  {
    promise: `A frame of more than ${MAX_FRAME_BYTES} bytes closes the socket with ${CLOSE.frameTooLong}, and that one alone`,
    async look(visit) {
      const [guest, other] = [await visit.live('user'), await visit.live('superuser')]
      guest.send('x'.repeat(MAX_FRAME_BYTES + 1))
      await guest.until('the end', () => guest.closeCode() !== null)
      expectThat(guest.closeCode() === CLOSE.frameTooLong, `it is closed with ${guest.closeCode()}`)
      await post(other, visit.mark.text('after somebody’s long frame'))
      return undefined
    }
  }
]

/** What the whole run tells, and what it leaves behind. */
export const ending: readonly Check<Visit>[] = [
  allWasRead,
  {
    promise: 'What this run wrote can be deleted again',
    limit: 300_000,
    async look(visit) {
      const guest = await visit.live('superuser')
      const ids = [...visit.written]
      for (const id of ids) {
        await remove(guest, id)
      }
      return `${ids.length} messages`
    }
  }
]
