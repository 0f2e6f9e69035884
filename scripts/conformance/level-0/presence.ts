import { setTimeout as pause } from 'node:timers/promises'
import { type Check, Skipped } from '../check.ts'
import { isSameName } from './talk.ts'
import type { Guest, Said, Visit } from './visit.ts'

/** What a server may need to notice that somebody left. */
const NOTICE = 3000

/** Who is online. */
export const presence: readonly Check<Visit>[] = [
  {
    promise: 'Who comes in hears who is online, and is among them',
    async look(visit) {
      const guest = await visit.enter('user')
      await hearOnline(guest, visit.whoIs('user').username)
      return undefined
    }
  },
  {
    promise: 'The others hear who comes, and who leaves',
    async look(visit) {
      const name = visit.whoIs('user').username
      const watcher = await visit.enter('superuser')
      await hearOnline(watcher, visit.whoIs('superuser').username)
      const isHere = (): boolean =>
        watcher.said.map((said) => isOnline(said, name)).findLast(isKnown) === true
      for (const end = Date.now() + NOTICE; isHere() && Date.now() < end;) await pause(50)
      if (isHere()) throw new Skipped(`${name} is online already: from elsewhere, or left there by a crash`)
      const before = watcher.said.length
      const guest = await visit.enter('user')
      await hearOnline(watcher, name, before)
      const from = watcher.said.length
      await guest.leave()
      const isGone = (said: Said): true | null => (isOnline(said, name) === false ? true : null)
      await watcher.first(`online_users_update without ${name}`, isGone, from)
      return undefined
    }
  }
]

async function hearOnline(guest: Guest, username: string, from = 0): Promise<void> {
  const find = (said: Said): true | null => isOnline(said, username) || null
  await guest.first(`online_users_update with ${username}`, find, from)
}

/** Whether a list has somebody; null: it is no list. */
function isOnline(said: Said, username: string): boolean | null {
  return said?.type === 'online' ? said.users.some((user) => isSameName(user.username, username)) : null
}

function isKnown(answer: boolean | null): answer is boolean {
  return answer !== null
}
