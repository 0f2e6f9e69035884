import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { watchEventLoop } from './event-loop.ts'
import { copyFile } from './history.ts'
import { goToEnd, type Reader } from './reader.ts'
import { ratioOfRounds, type Row } from './report.ts'
import { median } from './statistics.ts'
import { createTexts } from './texts.ts'

const ROUNDS = 5
const MISSED: readonly Away[] = [
  { missed: 1000, rooms: 1 },
  { missed: 5000, rooms: 1 },
  { missed: 5000, rooms: 50 }
]
const schema = resolve(import.meta.dirname, '../src/main/store/migrations/0001-initial.sql')

/** How many messages others wrote, in how many rooms. */
interface Away {
  readonly missed: number
  readonly rooms: number
}

interface CatchingUp {
  /** From the server's greeting, as the page hears of it, until the newest is painted, and until the copy misses none. */
  readonly painted: number
  readonly whole: number
  /** Of the main process meanwhile. */
  readonly delay: number
}

/** The app was away while others wrote: until all of that is on disk and its end before the reader's eyes. */
export async function measureCatchingUp(reader: Reader): Promise<Row[]> {
  const rows: Row[] = []
  for (const { missed, rooms } of MISSED) {
    const rounds: CatchingUp[] = []
    const floors: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await catchUp(reader, { missed, rooms }))
      floors.push(insertBare(missed))
    }
    rows.push(...rowsOf({ missed, rooms }, rounds, floors))
  }
  return rows
}

async function catchUp(
  { page, electron, copy, userData }: Reader,
  { missed, rooms }: Away
): Promise<CatchingUp> {
  await goToEnd(page)
  const held = new Database(copyFile(userData), { readonly: true })
  const count = held.prepare<[], { held: number }>('SELECT count(*) AS held FROM message')
  const wanted = (count.get()?.held ?? 0) + missed
  const written = await copy.writeWhileAway(missed, rooms)
  const delayOf = await watchEventLoop(electron)
  const seen = page.evaluate(greetedAndPainted, written.at(-1)?.clientId ?? '')
  // A page that lost its server tries again by itself, but later and later.
  await page.evaluate(() => window.causerie.call('connection.retry', {}))
  let wholeAt = 0
  const look = setInterval(() => {
    if (wholeAt === 0 && (count.get()?.held ?? 0) >= wanted) wholeAt = Date.now()
  }, 5)
  const { greeted, painted } = await seen
  while (wholeAt === 0) await new Promise((next) => setTimeout(next, 5))
  clearInterval(look)
  held.close()
  return { painted: painted - greeted, whole: wholeAt - greeted, delay: await delayOf() }
}

/** In the page: when it was told that the server has greeted, and when a frame with a row in it had been painted. */
function greetedAndPainted(key: string): Promise<{ greeted: number; painted: number }> {
  return new Promise((done) => {
    let greeted = 0
    const stop = window.causerie.subscribe((event) => {
      if (event.name === 'connection.changed' && event.value.phase === 'online') greeted ||= Date.now()
    })
    const look = (): void => {
      if (!document.querySelector(`[data-row="${key}"]`)) return void requestAnimationFrame(look)
      requestAnimationFrame(() => {
        stop()
        done({ greeted, painted: Date.now() })
      })
    }
    requestAnimationFrame(look)
  })
}

/** Milliseconds for as many rows as bare better-sqlite3 writes in one transaction, into a table like the app's. */
function insertBare(count: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-rows-'))
  const db = new Database(join(folder, 'rows.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(readFileSync(schema, 'utf8'))
  const insert = db.prepare<[string, number, number, number, string, number, number, number, number]>(
    `INSERT INTO message (client_id, id, room_id, sender_id, body, sent_at, seq, n, rev)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const textOf = createTexts()
  const rows = Array.from({ length: count }, () => ({ key: uuidv7(), text: textOf() }))
  const began = performance.now()
  db.transaction(() => {
    for (const [index, { key, text }] of rows.entries())
      insert.run(key, index, 1, 1, text, Date.now(), index, index, index)
  })()
  const ms = performance.now() - began
  db.close()
  rmSync(folder, { recursive: true, force: true })
  return ms
}

function rowsOf({ missed, rooms }: Away, rounds: readonly CatchingUp[], floors: readonly number[]): Row[] {
  const totals = rounds.map(({ painted, whole }) => Math.max(painted, whole))
  const ms = (values: readonly number[]): string => `${Math.round(median(values))} ms`
  const painted = ms(rounds.map((round) => round.painted))
  const count = missed.toLocaleString('en')
  const delays = rounds.map(({ delay }) => delay)
  return [
    {
      what: `catching up on ${count} missed messages in ${rooms === 1 ? 'one room' : `${rooms} rooms`}, until all are on disk and the end is painted`,
      measured: `${ms(totals)}; the end painted after ${painted}`,
      floor: `bare better-sqlite3 inserting ${count} rows in one transaction: ${ms(floors)}`,
      ratio: ratioOfRounds(totals, floors),
      goal: `≤ 4 x + 300 ms = ${Math.round(4 * median(floors) + 300)} ms`,
      raw: { rounds, floors }
    },
    {
      what: 'event loop of the main process meanwhile, p99 of its delays',
      measured: `${median(delays).toFixed(1)} ms`,
      floor: '–',
      ratio: '',
      goal: '≤ 16 ms',
      raw: { delays }
    }
  ]
}
