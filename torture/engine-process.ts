/**
 * One client without a window: the app's own connection, engine and store on a file, in a process of its own. Types by
 * itself as long as it is told to, and tells its parent what it typed and what was acknowledged.
 */
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { createCauserieDialect } from '../src/main/connection/causerie-dialect.ts'
import { createConnection } from '../src/main/connection/connection.ts'
import { openSocket } from '../src/main/connection/socket.ts'
import { openAccountStore } from '../src/main/store/account-store.ts'
import { createSync } from '../src/main/sync/sync.ts'
import { createSystemClock } from '../src/shared/std/clock.ts'
import type { Log } from '../src/shared/std/log.ts'
import { ok } from '../src/shared/std/result.ts'
import { roomStream } from '../src/shared/protocol/constants.ts'
import { createSeededRandom } from '../src/shared/testkit/seeded-random.ts'
import type { EngineOptions, Order, Told } from './engine.ts'

const LONGEST_PAUSE = 400
/** As many wait at most: people who see that nothing leaves do not go on for ever, and in the end all of it must. */
const MOST_WAITING = 150
/** The share of pauses after which a person who is online and may do so deletes a message instead of typing one. */
const DELETES = 0.1
/** Longest time that they wait for a connection before they press the button; the engine alone would wait longer. */
const IMPATIENCE = 600
const ROOM = 1

const options = JSON.parse(process.argv[2] ?? '') as EngineOptions
const { folder, origin, token, name, seed, deletes } = options
const clock = createSystemClock(globalThis)
const random = createSeededRandom(seed)
const tell = (told: Told): void => void process.send?.(told)
/** What the engine warns of is not to happen here: the proxy changes no byte, and the disk is not full. */
const complain = (event: string, fields?: object): void =>
  tell({ kind: 'complaint', text: `${event} ${JSON.stringify(fields ?? {})}` })
const log: Log = { info: () => undefined, warn: complain, error: complain }

const store = openAccountStore(join(folder, 'account.sqlite'))
const connection = createConnection(
  { openSocket, clock, random: Math.random, log, trace: () => undefined },
  createCauserieDialect(origin, async () => ok(token))
)
/** What the next message is called: its parent is told before it is on disk, so that no kill comes between. */
let named: string | null = null
const newId = (): string => {
  const id = named ?? uuidv7()
  named = null
  return id
}
const sync = createSync({ store, connection, clock, newId, afterTurn: setImmediate, log })
connection.frames.subscribe((frame) => {
  if (frame.type !== 'accepted') return
  const { clientId, id, seq, n } = frame
  tell({ kind: 'accepted', accepted: { clientId, id, seq, n } })
})

connection.states.subscribe(({ phase }) => {
  if (phase === 'waiting') setTimeout(() => isTyping && sync.retryConnection(), random() * IMPATIENCE)
})

let number = 0
let isTyping = false

async function type(): Promise<void> {
  const key = uuidv7()
  named = key
  tell({ kind: 'began', key })
  const sent = await sync.send(ROOM, `${name} says ${++number}`)
  if (sent.ok) tell({ kind: 'typed', key })
  else complain('send', { code: sent.code })
}

async function deleteOne(): Promise<void> {
  const { messages } = await sync.page(ROOM, null)
  const victim = messages[Math.floor(random() * messages.length)]
  if (victim?.placement) await sync.delete(victim.clientId)
}

function goOn(): void {
  if (!isTyping) return
  if (deletes && sync.connection.phase === 'online' && random() < DELETES) void deleteOne()
  else if (sync.profile() && sync.unsentCount() < MOST_WAITING) void type()
  setTimeout(goOn, random() < 0.5 ? 0 : random() * LONGEST_PAUSE)
}

const orders: Record<Order, () => void> = {
  type() {
    isTyping = true
    goOn()
  },
  rest: () => void (isTyping = false),
  retry: () => sync.retryConnection(),
  report: () =>
    tell({
      kind: 'state',
      phase: sync.connection.phase,
      unsent: sync.unsentCount(),
      seq: store.cursors.get(roomStream(ROOM))?.seq ?? 0,
      missing: store.missing.all(roomStream(ROOM)).length
    }),
  stop() {
    isTyping = false
    sync.stop()
    store.close()
    process.disconnect()
  }
}

process.on('message', (order: Order) => orders[order]())
// Without a parent there is nobody to type for.
process.on('disconnect', () => process.exit())
number = Number(process.argv[3] ?? 0)
sync.start()
