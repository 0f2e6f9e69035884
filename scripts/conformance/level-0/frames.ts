import { setTimeout as pause } from 'node:timers/promises'
import { ERROR_TEXTS } from '../../../src/shared/protocol/errors.ts'
import { type Check, expectThat } from '../check.ts'
import { allWasRead } from '../ground.ts'
import { hear, hearRefusal, say } from './talk.ts'
import type { Guest, Visit } from './visit.ts'

/** What no client should send, and the line itself. */
export const frames: readonly Check<Visit>[] = [
  {
    promise: 'A ping is answered',
    async look(visit) {
      await (await visit.enter('user')).ping()
      return undefined
    }
  },
  {
    promise: 'A frame of an unknown type changes nothing, and the socket lives',
    async look(visit) {
      const guest = await visit.enter('user')
      const from = guest.said.length
      guest.send({ type: 'conformance_dance', steps: 3 })
      // Not `say`, which takes an answer to the dance for a refusal.
      const text = visit.mark.text('after a dance')
      guest.send({ type: 'chat_message', message: text })
      await hear(guest, text, from)
      const answer = guest.said.slice(from).find((said) => said?.type === 'refused')
      return answer?.type === 'refused' ? `“${answer.message}”` : 'without an answer'
    }
  },
  {
    promise: 'After a frame that is not JSON the socket lives, or a new one does',
    async look(visit) {
      const guest = await visit.enter('user')
      const text = visit.mark.text('after nonsense')
      const from = guest.said.length
      guest.send('this is no JSON')
      guest.send({ type: 'chat_message', message: text })
      const lives = await hear(guest, text, from).then(
        () => true,
        (problem: unknown) => {
          if (guest.closeCode() === null) throw problem
          return false
        }
      )
      await say(await visit.enter('user'), visit.mark.text('on a new socket'))
      return lives ? 'it lives' : `it is closed with ${guest.closeCode()}`
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
      const ids = [...visit.written].toSorted((a, b) => a - b)
      const superuser = await visit.enter('superuser')
      for (const id of ids) await tidy(visit, superuser, id)
      return `${ids.length} messages`
    }
  }
]

/** Whoever deletes much may be asked to wait. */
const TRIES = 5
const WAIT = 1000

async function tidy(visit: Visit, superuser: Guest, id: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    const from = superuser.said.length
    superuser.send({ type: 'delete_message', message_id: id })
    // What everyone hears may get lost, an answer to one does not: the second time it tells that the first is over.
    superuser.send({ type: 'delete_message', message_id: id })
    const words = await hearRefusal(superuser, from)
    if (words === ERROR_TEXTS.message_not_found || !visit.written.has(id)) return
    expectThat(tries < TRIES, `${id} was refused with “${words}”`)
    await pause(WAIT)
  }
}
