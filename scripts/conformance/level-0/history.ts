import { setTimeout as pause } from 'node:timers/promises'
import type { HeardMessage } from '../../../src/shared/protocol/unnumbered.ts'
import { type Check, expectThat, Skipped } from '../check.ts'
import { enterBoth, postedIn, remove, say } from './talk.ts'
import type { Guest, Visit } from './visit.ts'

const BURST = 100
/** Of silence, after which nothing more of a burst is on its way. */
const QUIET = 1500

/** What was said before, over HTTP. */
export const history: readonly Check<Visit>[] = [
  {
    promise: 'What was heard last is in the history, as it was heard',
    async look(visit) {
      const message = await say(await visit.enter('user'), visit.mark.text('into the history'))
      const found = (await visit.page(null)).find(({ id }) => id === message.id)
      expectThat(found !== undefined, `${message.id} is not in the newest page`)
      const { body, sender } = found
      expectThat(body === message.body, `its text there is “${body}”`)
      expectThat(sender.id === message.sender.id, `its sender there has the id ${sender.id}`)
      return undefined
    }
  },
  {
    promise: 'A page holds as many messages as were asked for, the newest ones',
    async look(visit) {
      const said = await sayThree(visit)
      const page = idsOf(await visit.page(null, 2))
      expectThat(page.length === 2, `2 were asked for, and ${page.length} came`)
      expectThat(page.includes(said[2]) && page.includes(said[1]), `${page.join(' and ')} are not the newest`)
      return undefined
    }
  },
  {
    promise: 'A page before a message holds the ones below it, the newest of them, and not itself',
    async look(visit) {
      const [first, second, third] = await sayThree(visit)
      const page = idsOf(await visit.page(third, 2))
      expectThat(!page.includes(third), 'it holds that message')
      expectThat(
        page.every((id) => id < third),
        'it holds later messages'
      )
      expectThat(page.includes(second) && page.includes(first), 'the ones just below are not in it')
      return undefined
    }
  },
  {
    promise: 'What was deleted is not in the history',
    async look(visit) {
      const [first, second, third] = await sayThree(visit)
      const superuser = await visit.enter('superuser')
      await remove(superuser, second)
      const page = idsOf(await visit.page(null))
      expectThat(page.includes(first) && page.includes(third), 'its neighbours are missing')
      expectThat(!page.includes(second), 'it is')
      return undefined
    }
  },
  {
    promise: 'Who is not signed in gets no history',
    async look({ server, client, session }) {
      if (!server.profile.history) throw new Skipped('the profile has no history')
      const nobody = { ...session('user'), token: null, cookies: {} }
      const answer = await client.page(server, nobody, null)
      expectThat(!answer.ok, 'it is answered')
      return answer.code
    }
  },
  {
    promise: `${BURST} messages in a burst are all stored`,
    limit: 120_000,
    async look(visit) {
      const [author, reader] = await enterBoth(visit)
      const texts = Array.from({ length: BURST }, () => visit.mark.text('burst'))
      const from = author.said.length
      for (const text of texts) author.send({ type: 'chat_message', message: text })
      await author.quiet(QUIET)
      await reader.quiet(QUIET)
      const live = `heard live: ${countOf(author, texts)} by their author, ${countOf(reader, texts)} by another`
      if (!visit.server.profile.history) throw new Skipped(`the profile has no history; ${live}`)
      const missing = await missingOf(visit, texts)
      const refused = author.said.slice(from).findLast((said) => said?.type === 'refused')
      const words = refused?.type === 'refused' ? `, and the server said “${refused.message}”` : ''
      expectThat(missing === 0, `${missing} are not in the history${words}`)
      return live
    }
  }
]

async function sayThree(visit: Visit): Promise<[number, number, number]> {
  const guest = await visit.enter('user')
  const one = async (): Promise<number> => (await say(guest, visit.mark.text('one of three'))).id
  return [await one(), await one(), await one()]
}

function idsOf(messages: readonly HeardMessage[]): readonly number[] {
  return messages.map(({ id }) => id)
}

function countOf(guest: Guest, texts: readonly string[]): number {
  const heard = new Set(guest.said.map((said) => postedIn(said)?.body))
  return texts.filter((text) => heard.has(text)).length
}

/** How many texts are not in the history, once it had the time to take them all. */
async function missingOf(visit: Visit, texts: readonly string[]): Promise<number> {
  const missing = new Set(texts)
  for (const end = Date.now() + 2 * visit.patience; ;) {
    let before: number | null = null
    // As far back as pages bring something of the burst.
    for (let wasFound = true; wasFound && missing.size > 0;) {
      const page: readonly HeardMessage[] = await visit.page(before)
      wasFound = page.some(({ body }) => missing.delete(body))
      for (const { body } of page) missing.delete(body)
      before = page[0]?.id ?? null
    }
    if (missing.size === 0 || Date.now() > end) return missing.size
    await pause(500)
  }
}
