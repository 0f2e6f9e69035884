import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { positionAt } from '../src/shared/model/position.ts'
import { createCursorTable } from '../src/main/store/cursors.ts'
import { createIdentityTable } from '../src/main/store/identity.ts'
import { createMessageTable } from '../src/main/store/messages.ts'
import { createReadingTable } from '../src/main/store/readings.ts'
import { createUserTable } from '../src/main/store/users.ts'
import { roomStream } from '../src/shared/protocol/constants.ts'
import { pauseAfter } from './pace.ts'

/** Few enough for whatever else goes on in this process. */
const BATCH = 5000

/**
 * Writes more messages behind those of an app's copy, by the tables of its own store, as when a server sends them, and notes them
 * as read. Its server knows none of them: the copy is for opening alone.
 */
export async function fillCopy(file: string, count: number, textOf: () => string): Promise<void> {
  if (count === 0) return
  const db = new Database(file)
  const table = createMessageTable(db)
  const users = createUserTable(db)
  const roomId = createIdentityTable(db).rooms()[0]?.id ?? 0
  const { messages } = table.page(roomId, null, 100)
  const senders = [...new Set(messages.map(({ senderId }) => senderId))].flatMap((id) => users.get(id) ?? [])
  const last = messages.at(-1)
  const { id = 0, seq = 0, n = 0 } = last?.placement ?? {}
  let sentAt = last?.sentAt ?? 0
  for (let from = 0; from < count; from += BATCH) {
    db.transaction(() => {
      for (let index = from; index < Math.min(from + BATCH, count); index++) {
        const sender = senders[Math.floor((index * 2) / 5) % senders.length]
        if (!sender) throw new Error('the copy has no sender')
        sentAt += pauseAfter(index)
        const place = seq + index + 1
        const named = { clientId: uuidv7(), id: id + index + 1, n: n + index + 1 }
        table.putPosted({ ...named, roomId, sender, body: textOf(), sentAt, rev: place }, place)
      }
    })()
    await nextTurn()
  }
  createReadingTable(db).setPosition(roomId, positionAt(n + count))
  createCursorTable(db).set(roomStream(roomId), { seq: seq + count, event: uuidv7() })
  db.close()
}
