import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startCompanion, type Companion } from '../e2e/support/companion.ts'
import type { Random } from '../src/shared/std/random.ts'
import { createSeededRandom } from '../src/shared/testkit/seeded-random.ts'
import { startEngine, type Engine } from './engine.ts'
import { startFaultProxy, type FaultProxy, type Weather } from './fault-proxy.ts'
import { readCopy, readHead, readLog } from './files.ts'
import { openListener, openWatcher, type Listener, type Watcher } from './guest.ts'
import type { Outcome, Rounds } from './report.ts'
import { checkServer } from './server-check.ts'
import { countInvented, judge, type Testimony } from './verdict.ts'
import { until } from './wait.ts'

/** Who is in the room. Tom has two devices; Inès may delete, and does. */
const PEOPLE = [
  { name: 'ines', username: 'ines', superuser: true },
  { name: 'tom', username: 'tom', superuser: false },
  { name: 'tom-2', username: 'tom', superuser: false },
  { name: 'lea', username: 'lea', superuser: false }
]
/** Longest time from the first acknowledgement after a start until the next kill. */
const LONGEST_BURST = 800
/** The share of rounds in which a client is killed too. */
const CLIENT_KILLS = 0.2
const PATIENCE = 60_000
const LAST_PATIENCE = 600_000

interface Scene {
  readonly companion: Companion
  readonly proxy: FaultProxy
  readonly engines: readonly Engine[]
  readonly watcher: Watcher
  readonly listener: Listener
  readonly folder: string
}

/** Kills the server in the middle of what everybody says, again and again; then compares what everybody has. */
export async function tortureServer({ rounds, seed, weather, say }: Rounds): Promise<Outcome> {
  const random = createSeededRandom(seed)
  const scene = await prepare(seed, weather, random)
  try {
    scene.engines.forEach((engine) => engine.order('type'))
    for (let round = 1; round <= rounds; round++) {
      await killInBurst(scene, random)
      say(`${round} of ${rounds}`)
    }
    await comeToRest(scene)
    return await conclude(scene, rounds)
  } finally {
    // It may have come to this by a fault; the folders stay for who looks for it.
    await scene.companion.stop('SIGKILL')
  }
}

async function prepare(seed: number, weather: Weather, random: Random): Promise<Scene> {
  const companion = await startCompanion()
  const proxy = await startFaultProxy(Number(new URL(companion.url).port), weather, random)
  const origin = `http://127.0.0.1:${proxy.port}`
  const folder = mkdtempSync(join(tmpdir(), 'causerie-torture-'))
  const tokens = new Map<string, string>()
  for (const { username, superuser } of [...PEOPLE, ...GUESTS]) {
    if (tokens.has(username)) continue
    tokens.set(username, await companion.token(await companion.addUser(username, { superuser })))
  }
  const tokenOf = (username: string): string => tokens.get(username) ?? ''
  const engines = PEOPLE.map(({ name, username, superuser }, index) => {
    const own = join(folder, name)
    mkdirSync(own)
    const who = { name, token: tokenOf(username), deletes: superuser }
    return startEngine({ ...who, folder: own, origin, seed: seed + index })
  })
  return {
    companion,
    proxy,
    engines,
    watcher: openWatcher(origin, tokenOf('noe'), 'room:1'),
    listener: openListener(origin, tokenOf('zoe'), 'zoe'),
    folder
  }
}

const GUESTS = [
  { username: 'noe', superuser: false },
  { username: 'zoe', superuser: false }
]

async function killInBurst(scene: Scene, random: Random): Promise<void> {
  const { companion, engines, listener } = scene
  const before = countAccepted(engines)
  const talk = setInterval(listener.say, 100)
  await until('a message is accepted', () => countAccepted(engines) > before, PATIENCE)
  await pause(random() * LONGEST_BURST)
  const victim = random() < CLIENT_KILLS ? engines[Math.floor(random() * engines.length)] : undefined
  await Promise.all([companion.stop('SIGKILL'), victim?.crash()])
  clearInterval(talk)
  await companion.restart()
  comeBack(scene)
}

/** All at once, as when the network is there again. */
function comeBack({ engines, watcher, listener }: Scene): void {
  engines.forEach((engine) => engine.order('retry'))
  watcher.retry()
  listener.retry()
}

const countAccepted = (engines: readonly Engine[]): number =>
  engines.reduce((sum, { accepted }) => sum + accepted.length, 0)

/** Nobody types any more, and the network is as good as it can be: until everybody has everything. */
async function comeToRest(scene: Scene): Promise<void> {
  const { proxy, engines, watcher, companion } = scene
  engines.forEach((engine) => engine.order('rest'))
  proxy.clear()
  comeBack(scene)
  const isAtRest = async (): Promise<boolean> => {
    const states = await Promise.all(engines.map((engine) => engine.state()))
    const head = readHead(companion.data)
    const isWhole = states.every(({ seq, unsent, missing }) => seq === head && unsent === 0 && missing === 0)
    return isWhole && watcher.seq() === head
  }
  await until('everybody has everything', isAtRest, LAST_PATIENCE).catch(async (error: unknown) => {
    const states = await Promise.all(engines.map((engine) => engine.state()))
    throw new Error(`${String(error)}: ${JSON.stringify(states)}, head ${readHead(companion.data)}`)
  })
}

async function conclude(scene: Scene, rounds: number): Promise<Outcome> {
  const { companion, proxy, engines, watcher, listener, folder } = scene
  await Promise.all(engines.map((engine) => engine.stop()))
  const history = await listener.history()
  watcher.stop()
  listener.stop()
  proxy.close()
  await companion.stop()
  const log = readLog(companion.data)
  const testimonies: Testimony[] = [
    ...engines.map(({ name, typed, accepted, file }): Testimony => {
      return { client: name, typed: typed(), accepted, seen: { kind: 'copy', messages: readCopy(file) } }
    }),
    { client: 'noe, level 1', typed: [], accepted: [], seen: { kind: 'events', events: watcher.events } },
    {
      client: 'zoe, level 0',
      // Level 0 promises nothing of what it says: it may be lost, never doubled.
      typed: listener.said.map((key) => ({ key, isSure: false })),
      accepted: [],
      seen: { kind: 'hearing', heard: listener.heard, history }
    }
  ]
  const problems = [
    ...engines.flatMap(({ complaints }) => complaints),
    ...(await checkServer(companion.data))
  ]
  const invented = countInvented(testimonies, log)
  if (invented > 0) problems.push(`${invented} messages are stored that nobody typed.`)
  return {
    what: 'server killed in a burst',
    kills: rounds,
    rows: testimonies.map((testimony) => judge(testimony, log)),
    faults: proxy.counts,
    problems,
    folders: [companion.data, folder],
    async dispose() {
      await companion.dispose()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
