import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createCauserieDialect } from '../src/main/connection/causerie-dialect.ts'
import { createConnection } from '../src/main/connection/connection.ts'
import type { OpenSocket, Socket } from '../src/main/connection/socket.ts'
import { forgetMessagesOf, openAccountStore, type AccountStore } from '../src/main/store/account-store.ts'
import type { News } from '../src/main/sync/news.ts'
import { createSync, type Sync } from '../src/main/sync/sync.ts'
import type { Clock } from '../src/shared/std/clock.ts'
import type { Log } from '../src/shared/std/log.ts'
import type { Random } from '../src/shared/std/random.ts'
import { ok } from '../src/shared/std/result.ts'
import { FAIR, type Weather } from '../src/shared/testkit/network.ts'
import { createLine, type Line } from './line.ts'
import type { Server } from './server.ts'
import type { World } from './world.ts'

/** One computer of a person: the real engine on a real file, which can die between any two transactions. */
export interface Device {
  readonly name: string
  readonly user: Person
  readonly file: string
  /** The engine; null while the process is down. */
  readonly sync: Sync | null
  readonly store: AccountStore | null
  readonly line: Line | null
  start(): void
  kill(): void
  /** Has it die by itself, `transactions` from now. */
  killAt(transactions: number, moment: DeathMoment, whenDead: () => void): void
  /** Has its disk refuse the next transaction but `transactions`. */
  fillDisk(transactions: number): void
  /** Says to it once more what it heard last. */
  replay(count: number): void
  /** What it heard is of a history that is there no longer. */
  forgetHeard(): void
  /** Removes all that it has of the account, or all that the server can say again. It must be down. */
  freshCopy(): void
  clearCopy(): void
  /** While false there is no way to the server. */
  setReachable(isReachable: boolean): void
  setWeather(weather: Weather): void
  shiftClock(ms: number): void
  /** Nothing breaks by itself any more. */
  relent(): void
  /** What it logged as an error. */
  readonly errors: string[]
}

export type DeathMoment = 'before' | 'inside' | 'after'

export interface Person {
  readonly id: number
  readonly username: string
  readonly isSuperuser: boolean
}

export interface DeviceDeps {
  readonly world: World
  readonly server: Server
  readonly folder: string
  readonly name: string
  /** Makes its client ids unlike those of other devices. */
  readonly number: number
  readonly user: Person
  readonly token: string
  readonly random: Random
  /** Makes an empty copy: copying one is faster than making it. */
  readonly placeCopy: (file: string) => void
  readonly onNews: (news: News, device: Device) => void
}

/** Thrown into the engine where its process ends. */
export class Killed extends Error {}

interface Running {
  readonly store: AccountStore
  readonly sync: Sync
  isDead: boolean
}

const NOBODY: Socket = {
  send: () => undefined,
  ping: () => undefined,
  close: () => undefined,
  terminate: () => undefined
}

/** What it logs of a disk that refuses. */
const DISK_ERRORS = new Set(['sync.not_applied', 'copy.not_written'])
const MOST_HEARD = 40
/** Frames of which each says by itself what it is about. */
const REPEATABLE = /^\{"type":"(event|accepted)"/

/** Milliseconds after which the system gives up on a server that nobody can reach. */
const UNREACHABLE_AFTER = 300

export function createDevice(deps: DeviceDeps): Device {
  const { world, server, folder, name, number, user, token, random } = deps
  const file = join(folder, `${name}.sqlite`)
  const errors: string[] = []
  let running: Running | null = null
  /** What a process that died by itself had open. */
  let corpse: AccountStore | null = null
  let line: Line | null = null
  let isReachable = true
  let weather = FAIR
  let shift = 0
  let ids = 0
  /** Transactions until its disk refuses one; null: it takes all. */
  let untilFull: number | null = null
  let refusals = 0
  /** What may come twice: all else is of the line on which it was said. */
  let heard: string[] = []
  let death: { left: number; readonly moment: DeathMoment; readonly whenDead: () => void } | null = null

  /** A UUID in the form of version 7. */
  const newId = (): string => {
    const counter = String(++ids).padStart(12, '0')
    return `01970000-0000-7000-8${String(number).padStart(3, '0')}-${counter}`
  }
  const die = (own: Running): void => {
    if (own.isDead) return
    own.isDead = true
    running = null
    corpse = own.store
    // What was handed to the system still leaves; what comes finds nobody.
    line?.cut({ arriving: random(), clientHears: null, serverHears: 10 })
    line = null
    const { whenDead } = death ?? {}
    death = null
    whenDead?.()
  }
  const openSocket =
    (isDead: () => boolean): OpenSocket =>
    (_, events) => {
      const unlessDead =
        <A extends unknown[]>(work: (...values: A) => void) =>
        (...values: A): void =>
          isDead() ? undefined : work(...values)
      if (isDead()) return NOBODY
      const own = createLine({
        clock: world.clock,
        random,
        weather: () => weather,
        events: {
          onOpen: unlessDead(events.onOpen),
          onText: unlessDead((text) => {
            if (REPEATABLE.test(text)) heard = [...heard.slice(1 - MOST_HEARD), text]
            events.onText(text)
          }),
          onActivity: unlessDead(events.onActivity),
          onEnd: unlessDead(events.onEnd)
        },
        note: (what) => world.note(`${name} ${what}`)
      })
      line = own
      if (!isReachable) own.cut({ arriving: 0, clientHears: UNREACHABLE_AFTER, serverHears: 0 })
      else world.clock.after(Math.ceil(weather.latency * 2), () => server.admit(own, token))
      return own.client
    }
  const bury = (): void => {
    corpse?.close()
    corpse = null
  }
  /** A store whose process can die around a transaction. */
  const mortal = (store: AccountStore, own: () => Running | null): AccountStore => ({
    ...store,
    transaction(work) {
      const process = own()
      if (process?.isDead) throw new Killed()
      if (untilFull !== null && untilFull-- <= 0) {
        untilFull = null
        refusals++
        return store.transaction(() => {
          work()
          throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
        })
      }
      if (!process || !death || death.left-- > 0) return store.transaction(work)
      const { moment } = death
      if (moment === 'before') {
        die(process)
        throw new Killed()
      }
      store.transaction(() => {
        work()
        if (moment === 'after') return
        die(process)
        throw new Killed()
      })
      die(process)
      throw new Killed()
    }
  })

  const device: Device = {
    name,
    user,
    file,
    errors,
    get sync() {
      return running?.sync ?? null
    },
    get store() {
      return running?.store ?? null
    },
    get line() {
      return line
    },
    start() {
      bury()
      if (!existsSync(file)) deps.placeCopy(file)
      const store = openAccountStore(file)
      const isDead = (): boolean => own.isDead
      const clock: Clock = {
        now: () => world.clock.now() + shift,
        after: (delay, callback) => world.clock.after(delay, () => !own.isDead && callback())
      }
      const log: Log = {
        info: () => undefined,
        warn: (event, fields) => world.note(`${name} ${event} ${JSON.stringify(fields)}`),
        error(event, fields) {
          if (own.isDead) return
          if (DISK_ERRORS.has(event) && refusals > 0) refusals--
          else errors.push(`${name}: ${event} ${JSON.stringify(fields)}`)
        }
      }
      const connection = createConnection(
        { openSocket: openSocket(isDead), clock, random, log, trace: () => undefined },
        createCauserieDialect('http://causerie.example.org', async () => ok(token))
      )
      const afterTurn = (step: () => void): void => world.afterTurn(() => !own.isDead && step())
      const sync = createSync({
        store: mortal(store, () => running),
        connection,
        clock,
        newId,
        afterTurn,
        log
      })
      const own: Running = { store, sync, isDead: false }
      running = own
      sync.news.subscribe((news) => !own.isDead && deps.onNews(news, device))
      sync.start()
    },
    kill() {
      death = null
      if (running) die(running)
      bury()
    },
    killAt(transactions, moment, whenDead) {
      death = { left: transactions, moment, whenDead }
    },
    fillDisk: (transactions) => void (untilFull = transactions),
    replay: (count) => heard.slice(-count).forEach((text) => line?.sayDown(text)),
    forgetHeard: () => void (heard = []),
    freshCopy() {
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
    },
    clearCopy() {
      if (existsSync(file)) forgetMessagesOf(file)
    },
    setReachable: (value) => void (isReachable = value),
    setWeather: (value) => void (weather = value),
    shiftClock: (ms) => void (shift += ms),
    relent() {
      isReachable = true
      weather = FAIR
      death = null
      untilFull = null
    }
  }
  return device
}

/** Reads a copy's or a server's file without the program whose file it is. */
export function look<T>(file: string, ask: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true })
  try {
    return ask(db)
  } finally {
    db.close()
  }
}
