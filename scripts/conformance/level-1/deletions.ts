import { type Check, expectThat } from '../check.ts'
import { expectRefusal, hearDeleted, newId, post, remove } from './talk.ts'
import type { Visit } from './visit.ts'

/** So far beyond the newest message that nobody reaches it meanwhile. */
const FAR = 1_000_000

/** Deleting for everyone. */
export const deletions: readonly Check<Visit>[] = [
  {
    promise: 'A deletion is an event of the room’s stream, for everyone',
    async look(visit) {
      const [author, superuser] = [await visit.live('user'), await visit.live('superuser')]
      const { id, seq } = await post(author, visit.mark.text('to be deleted'))
      const [one, other] = [await remove(superuser, id), await hearDeleted(author, id)]
      expectThat(one.seq > seq, `its seq is ${one.seq}, the message’s was ${seq}`)
      expectThat(one.seq === other.seq && one.id === other.id, 'it is not the same for both')
      return undefined
    }
  },
  {
    promise: 'Each refusal has its code and names its request: no id, no right, no message, gone already',
    async look(visit) {
      const [author, superuser] = [await visit.live('user'), await visit.live('superuser')]
      const { id } = await post(author, visit.mark.text('to be deleted once'))
      const refuse = async (guest: typeof author, named: object, code: string): Promise<void> => {
        const requestId = newId()
        await expectRefusal(
          guest,
          { type: 'delete_message', request_id: requestId, ...named },
          { code, requestId }
        )
      }
      await refuse(author, {}, 'message_id_missing')
      await refuse(author, { message_id: id }, 'not_superuser')
      await refuse(author, { message_id: id + FAR }, 'not_superuser')
      await refuse(superuser, {}, 'message_id_missing')
      await refuse(superuser, { message_id: id + FAR }, 'message_not_found')
      await remove(superuser, id)
      await refuse(superuser, { message_id: id }, 'already_deleted')
      return undefined
    }
  },
  {
    promise: 'An id may come back as a string',
    async look(visit) {
      const guest = await visit.live('superuser')
      const { id } = await post(guest, visit.mark.text('to be deleted by a string'))
      guest.send({ type: 'delete_message', message_id: String(id) })
      await hearDeleted(guest, id)
      return undefined
    }
  }
]
