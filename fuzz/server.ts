import { createHash } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Core, createCore } from '../src/server/core.ts'
import { createHub, type Hub } from '../src/server/fanout/hub.ts'
import { createPresence } from '../src/server/fanout/presence.ts'
import { USUAL_LIMITS } from '../src/server/limits.ts'
import { noMeter } from '../src/server/meter.ts'
import { rules } from '../src/server/rooms/rules.ts'
import { backUp } from '../src/server/store/sqlite-backup.ts'
import { restore } from '../src/server/store/sqlite-restore.ts'
import type { Command, Rules, Store } from '../src/server/store/store.ts'
import { openSqliteStore } from '../src/server/store/sqlite.ts'
import type { Clock } from '../src/shared/std/clock.ts'
import type { Log } from '../src/shared/std/log.ts'
import type { Random } from '../src/shared/std/random.ts'
import type { Line } from './line.ts'
import type { World } from './world.ts'

/** The real server between its store and its sockets, on a real file; it can die, and come back from a backup. */
export interface Server {
  readonly file: string
  readonly isUp: boolean
  start(): Promise<void>
  /** Lets a client in, or turns it away, as the handshake would. */
  admit(line: Line, token: string): void
  /** Ends as a process ends that is killed: what is not on the disk is gone. */
  kill(): void
  /** Has it die by itself at its next transaction. */
  killAt(moment: 'before' | 'written' | 'told', whenDead: () => void): void
  /** Says goodbye to everyone and ends. */
  stop(): Promise<void>
  backUp(): Promise<void>
  /** False: there is no backup. The server must be down. */
  restore(): Promise<boolean>
  /** The disk refuses the next transaction. */
  breakDisk(): void
  /** From now on nothing is refused that the rules allow. */
  relent(): void
  shiftClock(ms: number): void
  submit(command: Command): void
  setRights(user: string, kind: 'promote' | 'demote'): Promise<void>
  /** What it logged as an error and nobody had asked for. */
  readonly errors: string[]
}

export interface ServerDeps {
  readonly world: World
  readonly folder: string
  readonly random: Random
  readonly isStrict: boolean
}

/** What a text begins with that the server refuses for good. */
export const REFUSED = 'refused:'
const STRICT = {
  commandsPerSecond: 2,
  commandsInABurst: 4,
  commandsPerSecondOfUser: 4,
  commandsInABurstOfUser: 8
}
/** Tenths of a second in which everybody must be gone when it stops. */
const MOST_LOOKS = 600
/** What happens to a store whose process has died. */
const never = (): Promise<never> => new Promise(() => undefined)

export const hashOf = (token: string): Uint8Array => createHash('sha256').update(token).digest()

interface Running extends Core {
  readonly store: Store
  /** Nothing that it does from now on reaches anybody. */
  isDead: boolean
}

export function createServer({ world, folder, random, isStrict }: ServerDeps): Server {
  const file = join(folder, 'server', 'causerie.db')
  const backup = join(folder, 'server', 'backup.db')
  const errors: string[] = []
  let running: Running | null = null
  let epochs = 1
  let isRelenting = false
  let breaks = 0
  let death: { readonly moment: 'before' | 'written' | 'told'; readonly whenDead: () => void } | null = null
  let isDiskToBreak = false
  let shift = 0
  let lines: Line[] = []

  const randomBytes = (size: number): Uint8Array => Uint8Array.from({ length: size }, () => random() * 256)
  const createLog = (isDead: () => boolean): Log => ({
    info: () => undefined,
    warn: () => undefined,
    error(event, fields) {
      if (isDead()) return
      if (event === 'store.commit_failed' && breaks > 0) breaks--
      else errors.push(`${event} ${JSON.stringify(fields)}`)
    }
  })
  const harsh: Rules = {
    ...rules,
    post: (command, facts) =>
      !isRelenting && command.body.startsWith(REFUSED) ? { refuse: 'too_long' } : rules.post(command, facts)
  }
  const die = (own: Running): void => {
    if (own.isDead) return
    own.isDead = true
    const { whenDead } = death ?? {}
    death = null
    void own.store.close()
    running = null
    whenDead?.()
  }
  /** A store that can die around its next transaction, or fail in it. */
  const mortal = (store: Store, isDead: () => boolean, end: () => void): Store => ({
    ...store,
    async append(batch) {
      if (isDead()) return never()
      if (isDiskToBreak) {
        isDiskToBreak = false
        breaks++
        throw new Error('database or disk is full')
      }
      if (death?.moment === 'before') {
        end()
        return never()
      }
      const outcomes = await store.append(batch)
      if (death?.moment !== 'written') return outcomes
      end()
      return never()
    }
  })

  /** A hub whose process can die when it has told of a transaction, before anybody is answered. */
  const mortalHub = (hub: Hub, isDead: () => boolean, end: () => void): Hub => ({
    ...hub,
    publish(events) {
      if (isDead()) return
      hub.publish(events)
      if (death?.moment === 'told') end()
    },
    tellUser(userId, down) {
      if (!isDead()) hub.tellUser(userId, down)
    }
  })

  const start = async (): Promise<void> => {
    let isStarted = false
    const isDead = (): boolean => isStarted && own.isDead
    const log = createLog(isDead)
    const store = openSqliteStore(file, { rules: harsh, randomBytes, log })
    const clock: Clock = {
      now: () => world.clock.now() + shift,
      after: (delay, callback) => world.clock.after(delay, () => !own.isDead && callback())
    }
    const hub = mortalHub(createHub({ heads: await store.heads(), log }), isDead, () => die(own))
    const core = createCore({
      store: mortal(store, isDead, () => die(own)),
      server: await store.identity(),
      hub,
      presence: createPresence({ clock }),
      limits: isStrict ? { ...USUAL_LIMITS, ...STRICT } : USUAL_LIMITS,
      meter: noMeter,
      clock,
      log,
      newClientId: () => {
        throw new Error('no client of level 0 is here')
      },
      random
    })
    const own: Running = { ...core, store, isDead: false }
    isStarted = true
    running = own
  }
  const admit = async (line: Line, token: string): Promise<void> => {
    const own = running
    if (!own) return line.refuse(0)
    const identity = await own.store.findToken(hashOf(token))
    if (!identity) return line.refuse(401)
    const rooms = await own.store.rooms()
    const { ws, socket } = line
    // As `ws` looks whether there is still a connection before it makes one of its own of it.
    if (own.isDead || ws.readyState !== ws.OPEN) return
    lines.push(line)
    line.open()
    own.sessions.open({ ws, socket, level: 1, identity, rooms, address: '127.0.0.1' })
  }
  /** What a dead process's system tells the other ends. */
  const dropLines = (): void => {
    for (const line of lines) line.cut({ arriving: random(), clientHears: 20, serverHears: 0 })
    lines = []
  }

  return {
    file,
    errors,
    get isUp() {
      return running !== null
    },
    start,
    admit: (line, token) => void admit(line, token),
    kill() {
      if (running) die(running)
      dropLines()
    },
    killAt(moment, whenDead) {
      death = {
        moment,
        whenDead() {
          dropLines()
          whenDead()
        }
      }
    },
    async stop() {
      const own = running
      if (!own) return
      death = null
      own.sessions.deafen()
      await own.commits.idle()
      const gone = own.sessions.closeAll()
      let isGone = false
      void gone.then(() => (isGone = true))
      for (let looks = 0; !isGone; looks++) {
        if (looks > MOST_LOOKS) throw new Error('the server does not stop')
        await world.pass(100)
      }
      own.isDead = true
      await own.store.close()
      running = null
      lines = []
    },
    async backUp() {
      const to = backup
      await world.until(backUp({ database: file, to, mayPut: () => undefined, onProgress: () => undefined }))
    },
    async restore() {
      if (!existsSync(backup)) return false
      const aside = join(folder, 'server', 'aside.db')
      for (const suffix of ['', '-wal', '-shm']) rmSync(aside + suffix, { force: true })
      await world.until(
        restore({
          backup,
          database: file,
          aside,
          backupName: 'backup',
          epoch: `epoch-${++epochs}`,
          at: world.clock.now(),
          onProgress: () => undefined
        })
      )
      return true
    },
    breakDisk: () => void (isDiskToBreak = true),
    relent() {
      isRelenting = true
      isDiskToBreak = false
      death = null
    },
    shiftClock: (ms) => void (shift += ms),
    submit: (command) => running?.commits.submit(command, () => undefined),
    async setRights(username, kind) {
      await running?.administration.administer({ kind, username, isForced: true })
    }
  }
}
