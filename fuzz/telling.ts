import type { News } from '../src/main/sync/news.ts'
import type { Device } from './device.ts'

/** What people were told of as news: each thing once, nothing of their own, nothing that they had read. */
export interface Telling {
  hear(news: News, device: Device): void
  /** The device has a copy that was told nothing yet. */
  forget(device: string): void
  /** The server went back: what it had lost may come once more, and be told once more. */
  restored(): void
  readonly problems: readonly string[]
}

export function createTelling(): Telling {
  /** How often each device was told of each thing. */
  const told = new Map<string, number>()
  const problems: string[] = []
  let restores = 0
  const hearOne = (name: string, what: string): void => {
    const key = `${name} ${what}`
    const times = (told.get(key) ?? 0) + 1
    if (times > 1 + restores) problems.push(`${name} was told ${times} times of ${what}`)
    told.set(key, times)
  }
  return {
    hear({ messages, notifications }, { name, user, sync }) {
      for (const { clientId, body, senderId, roomId, placement } of messages) {
        hearOne(name, `message ${clientId} "${body}"`)
        if (senderId === user.id) problems.push(`${name} was told of its own "${body}"`)
        if ((placement?.n ?? 0) <= (sync?.reading(roomId).readN ?? 0))
          problems.push(`${name} was told of "${body}", which was read`)
      }
      for (const { id, title, body, isRead, senderId } of notifications) {
        hearOne(name, `notification ${id} "${title}${body}"`)
        if (senderId === user.id) problems.push(`${name} was told of its own notification "${body}"`)
        if (isRead) problems.push(`${name} was told of notification "${body}", which was read`)
      }
    },
    forget(device) {
      for (const key of told.keys()) if (key.startsWith(`${device} `)) told.delete(key)
    },
    restored: () => void restores++,
    problems
  }
}
