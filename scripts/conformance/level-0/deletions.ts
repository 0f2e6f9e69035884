import { ERROR_TEXTS } from '../../../src/shared/protocol/errors.ts'
import { type Check, expectThat } from '../check.ts'
import { enterBoth, hear, hearDeleted, refusal, remove, say } from './talk.ts'
import type { Guest, Visit } from './visit.ts'

/** So far beyond the newest message that nobody reaches it meanwhile. */
const FAR = 1_000_000

/** Deleting for everyone. */
export const deletions: readonly Check<Visit>[] = [
  {
    promise: `Without an id a deletion is refused with “${ERROR_TEXTS.message_id_missing}”, whoever asks`,
    async look(visit) {
      for (const guest of await enterBoth(visit)) await expectWords(guest, {}, ERROR_TEXTS.message_id_missing)
      return undefined
    }
  },
  {
    promise: `Who is no superuser is refused with “${ERROR_TEXTS.not_superuser}”`,
    async look(visit) {
      const guest = await visit.enter('user')
      const { id } = await say(guest, visit.mark.text('stays'))
      await expectWords(guest, { message_id: id }, ERROR_TEXTS.not_superuser)
      return undefined
    }
  },
  {
    promise: 'Rights are looked at before the message is: an unknown id tells nothing to who may not delete',
    async look(visit) {
      const guest = await visit.enter('user')
      const { id } = await say(guest, visit.mark.text('the newest'))
      await expectWords(guest, { message_id: id + FAR }, ERROR_TEXTS.not_superuser)
      return undefined
    }
  },
  {
    promise: `An unknown id is refused with “${ERROR_TEXTS.message_not_found}”`,
    async look(visit) {
      const guest = await visit.enter('superuser')
      const { id } = await say(guest, visit.mark.text('the newest'))
      await expectWords(guest, { message_id: id + FAR }, ERROR_TEXTS.message_not_found)
      return undefined
    }
  },
  {
    promise: 'What a superuser deletes is gone for everyone, and cannot be deleted again',
    async look(visit) {
      const [author, superuser] = await enterBoth(visit)
      const text = visit.mark.text('to be deleted')
      const { id } = await say(author, text)
      await hear(superuser, text)
      await remove(superuser, id)
      await hearDeleted(author, id)
      await expectWords(superuser, { message_id: id }, ERROR_TEXTS.message_not_found)
      return undefined
    }
  },
  {
    promise: 'An id may come back as a string',
    async look(visit) {
      const superuser = await visit.enter('superuser')
      const { id } = await say(superuser, visit.mark.text('to be deleted by a string'))
      await remove(superuser, id, String(id))
      return undefined
    }
  }
]

async function expectWords(guest: Guest, frame: object, words: string): Promise<void> {
  const said = await refusal(guest, frame)
  expectThat(said === words, `the answer is “${said}”`)
}
