import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import { positionAt } from '../../shared/model/position.ts'
import { ada, bob, clientId, posted } from '../../shared/testkit/make.ts'
import { createSeededRandom } from '../../shared/testkit/seeded-random.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { openAccountStore, type AccountStore } from '../store/account-store.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { createChanges, type Changes } from './changes.ts'
import { createDivergence, type Divergence } from './divergence.ts'
import { createInbox, type Inbox } from './inbox.ts'

const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1)
const ROOM = 'room:1'

type Chance = (below: number) => number

/** Everything that happened in a room, as one server has it. */
interface History {
  readonly epoch: string
  readonly events: readonly StreamEvent[]
}

const isPost = ({ change }: StreamEvent): boolean => change.kind === 'posted'
const nameOf = ({ change }: StreamEvent): string => (change.kind === 'posted' ? change.message.clientId : '')
const isOwn = ({ change }: StreamEvent): boolean =>
  change.kind === 'posted' && change.message.sender.id === ada.id

/** So many more events. `again`: client ids of own messages that another device may have sent again by now. */
function grow(from: History, count: number, pick: Chance, again: string[]): History {
  const events = [...from.events]
  for (let step = 0; step < count; step++) {
    const seq = events.length + 1
    const id = `${from.epoch}-${seq}`
    const posts = events.filter(isPost)
    const victim = posts[pick(posts.length || 1)]
    const isGone = events.some(
      ({ change }) =>
        change.kind === 'deleted' &&
        victim?.change.kind === 'posted' &&
        change.messageId === victim.change.message.id
    )
    if (pick(4) === 0 && victim?.change.kind === 'posted' && !isGone) {
      const change = { kind: 'deleted', roomId: 1, messageId: victim.change.message.id } as const
      events.push({ stream: ROOM, seq, id, change })
      continue
    }
    const repeated = pick(3) === 0 ? again.shift() : undefined
    const n = posts.length + 1
    const sender = repeated !== undefined || pick(2) === 0 ? ada : bob
    const name = repeated ?? clientId(from.epoch.length * 100_000 + seq)
    events.push({ ...posted(seq, { id: 100 + n, n, sender, clientId: name, body: `text ${name}` }), id })
  }
  return { ...from, events }
}

/** Events as a server replays them that has come so far: without the words of what was deleted until then. */
function read({ events }: History, from: number, to: number, asOf: number): StreamEvent[] {
  const deletedAt = new Map<number, number>()
  for (const { seq, change } of events) {
    if (change.kind === 'deleted' && seq <= asOf) deletedAt.set(change.messageId, seq)
  }
  return events.slice(from - 1, to).map((event) => {
    if (event.change.kind !== 'posted') return event
    const { message } = event.change
    const rev = deletedAt.get(message.id)
    if (rev === undefined) return event
    return { ...event, change: { kind: 'posted', message: { ...message, body: null, rev } } }
  })
}

/** A copy on disk and what of the engine writes it; it can be opened anew after any step. */
interface Copy {
  store: AccountStore
  inbox: Inbox
  divergence: Divergence
  readonly file: string
  step(work: (changes: Changes) => void): void
  reopen(): void
}

function openCopy(): Copy {
  const file = join(temporaryFolder(), 'account.sqlite')
  const clock = createTurnedClock()
  const parts = (): Parts => {
    const store = openAccountStore(file)
    const divergence = createDivergence({ store, clock })
    return { store, divergence, inbox: createInbox({ store, divergence }) }
  }
  const copy: Copy = {
    ...parts(),
    file,
    step: (work) => copy.store.transaction(() => work(createChanges())),
    reopen() {
      copy.store.close()
      Object.assign(copy, parts())
    }
  }
  copy.step(() => {
    copy.store.identity.set({ userId: ada.id, serverName: 'Labo', epoch: 'a', messageLimit: 4000 })
    copy.store.identity.setRooms([{ id: 1, name: 'Général' }])
  })
  onTestFinished(() => copy.store.close())
  return copy
}
type Parts = Pick<Copy, 'store' | 'inbox' | 'divergence'>

const positionOf = ({ store }: Copy): number => store.cursors.get(ROOM)?.seq ?? 0

/** Brings a copy so far, with holes here and there, some of them filled. */
function follow(copy: Copy, history: History, to: number, pick: Chance): void {
  const head = history.events.length
  while (positionOf(copy) < to) {
    const position = positionOf(copy)
    const next = Math.min(to, position + 1 + pick(12))
    const hasHole = next > position + 2 && pick(3) === 0
    const asOf = pick(2) === 0 ? next : head
    copy.step((changes) => {
      if (hasHole) {
        const gone = history.events.slice(position, next - 1).flatMap(({ change }) => {
          return change.kind === 'deleted' ? [change.messageId] : []
        })
        const range = { from: position + 1, to: next - 1 }
        copy.inbox.applyLimited({ type: 'limited', stream: ROOM, ...range, deleted: gone }, changes)
      }
      const events = read(history, hasHole ? next : position + 1, next, asOf)
      for (const event of events) copy.inbox.applyEvent(event, changes)
    })
    if (pick(4) === 0) fill(copy, history, pick)
  }
}

/** Fetches a part of what is missing. */
function fill(copy: Copy, history: History, pick: Chance): void {
  const hole = copy.store.missing.newest(ROOM)
  if (!hole) return
  const from = Math.max(hole.from, hole.to - pick(6))
  const events = read(history, from, hole.to, history.events.length)
  copy.step((changes) =>
    copy.inbox.applyPage({ type: 'page', requestId: 'r', stream: ROOM, from, to: hole.to, events }, changes)
  )
}

/** Own messages that the server has acknowledged, while their events are still to come. */
function acknowledge(copy: Copy, history: History, count: number): void {
  const own = history.events.slice(positionOf(copy)).filter(isOwn).slice(0, count)
  copy.step(() => {
    for (const { seq, change } of own) {
      if (change.kind !== 'posted') continue
      const { clientId: name, body, id, n, sentAt } = change.message
      copy.store.messages.addTyped({ clientId: name, roomId: 1, senderId: ada.id, body: body ?? '', sentAt })
      copy.store.messages.place(name, { id, seq, n }, sentAt)
    }
  })
}

function type(copy: Copy, name: string): void {
  copy.step(() => {
    copy.store.messages.addTyped({ clientId: name, roomId: 1, senderId: ada.id, body: name, sentAt: 1 })
    copy.store.outbox.add(name, 1)
  })
}

interface Row {
  client_id: string
  seq: number
  sender_id: number
  body: string | null
}

function rowsOf<T = Row>({ file }: Copy, sql: string): T[] {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare<[], T>(sql).all()
  } finally {
    db.close()
  }
}
const placed = (copy: Copy): Row[] =>
  rowsOf(
    copy,
    'SELECT client_id, id, seq, n, sender_id, body FROM message WHERE seq IS NOT NULL ORDER BY seq'
  )
const waiting = (copy: Copy): string[] =>
  rowsOf<{ name: string }>(copy, 'SELECT client_id AS name FROM outbox ORDER BY position').map(
    ({ name }) => name
  )

it.each(SEEDS)(
  'history %i: what went back and on is as if fetched anew, and nothing of our own is lost',
  (seed) => {
    const random = createSeededRandom(seed)
    const pick: Chance = (below) => Math.floor(random() * below)
    const before = grow({ epoch: 'a', events: [] }, 10 + pick(60), pick, [])
    const copy = openCopy()
    follow(copy, before, 1 + pick(before.events.length), pick)
    acknowledge(copy, before, pick(4))
    type(copy, 'waiting 1')
    type(copy, 'waiting 2')
    copy.store.readings.setPosition(1, positionAt(copy.store.readings.newestN(1)))

    const common = pick(before.events.length + 1)
    const kept = { epoch: 'bb', events: before.events.slice(0, common) }
    const own = before.events.slice(common).filter(isOwn).map(nameOf)
    const after = grow(kept, pick(40), pick, own)
    const held = new Set(after.events.map(nameOf))
    const end = Math.min(common, positionOf(copy))
    const lost = placed(copy).filter(
      ({ seq, sender_id, body }) => seq > end && sender_id === ada.id && body !== null
    )
    const expected = lost.map((row) => row.client_id).filter((name) => !held.has(name))

    // Each of these may be the last before a crash.
    const steps: ((changes: Changes) => void)[] = [
      (changes) => copy.divergence.greet('bb', changes),
      (changes) => {
        if (positionOf(copy) <= common) return
        const event = after.events[common - 1]?.id ?? ''
        copy.inbox.applyDiverged({ type: 'diverged', stream: ROOM, common, event }, changes)
      }
    ]
    for (const step of steps) {
      copy.step(step)
      if (pick(2) === 0) copy.reopen()
      copy.step((changes) => copy.divergence.greet('bb', changes))
    }
    expect(copy.store.readings.position(1)?.readN).toBeLessThanOrEqual(kept.events.filter(isPost).length)
    follow(copy, after, after.events.length, pick)
    copy.step(() => copy.divergence.settle())
    while (copy.store.missing.newest(ROOM)) fill(copy, after, pick)

    const fresh = openCopy()
    follow(fresh, after, after.events.length, () => 1)
    expect(placed(copy)).toEqual(placed(fresh))
    expect(waiting(copy)).toEqual([...expected, 'waiting 1', 'waiting 2'])
    expect(copy.store.identity.get()?.epoch).toBe('bb')
  }
)
