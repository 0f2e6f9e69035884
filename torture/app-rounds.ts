import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { startCompanion, type Companion } from '../e2e/support/companion.ts'
import { TEST_BUS } from '../e2e/support/desktop.ts'
import { openPrivateDisplay } from '../scripts/lib/display.ts'
import type { Random } from '../src/shared/std/random.ts'
import { createSeededRandom } from '../src/shared/testkit/seeded-random.ts'
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts'
import { readCopy, readHead, readLog, readState } from './files.ts'
import { openWatcher, type Watcher } from './guest.ts'
import type { Outcome, Rounds } from './report.ts'
import { checkServer } from './server-check.ts'
import {
  createTorturedApp,
  retryConnection,
  signIn,
  typeAtOnce,
  typeByHand,
  type TorturedApp
} from './tortured-app.ts'
import { countInvented, judge, type Testimony } from './verdict.ts'
import { until } from './wait.ts'

/** How many messages wait at least when the app is let out, and how many more it may be. */
const FEWEST = 15
const MORE = 25
/** The share of rounds in which nothing is typed: what waits leaves as soon as the app starts. */
const SILENT = 0.7
/** Longest time from the first message that has left until the kill. */
const LONGEST_DRAIN = 1000
/** The share of rounds in which the server is killed too. */
const SERVER_KILLS = 0.15
const PATIENCE = 60_000
const LAST_PATIENCE = 600_000

interface Scene {
  readonly companion: Companion
  readonly proxy: FaultProxy
  readonly app: TorturedApp
  /** Reads beside the proxy, and tells when a message of the app's person has come. */
  readonly watcher: Watcher
  /** How many of the app's messages the server has told of. */
  readonly left: () => number
  /** Texts, and whether the app has said that they are on disk. */
  readonly typed: Map<string, boolean>
}

/** Kills the app while what was typed leaves, again and again; then compares what was typed with what the server has. */
export async function tortureApp(wish: Rounds): Promise<Outcome> {
  const { rounds, seed, say } = wish
  const random = createSeededRandom(seed)
  const scene = await prepare(wish, random)
  try {
    for (let round = 1; round <= rounds; round++) {
      await killWhileDraining(scene, random)
      say(`${round} of ${rounds}`)
    }
    await comeToRest(scene)
    return await conclude(scene, rounds)
  } finally {
    // It may have come to this by a fault; the folders stay for who looks for it.
    await scene.companion.stop('SIGKILL')
  }
}

async function prepare({ weather }: Rounds, random: Random): Promise<Scene> {
  const display = await openPrivateDisplay(TEST_BUS)
  const companion = await startCompanion()
  const proxy = await startFaultProxy(Number(new URL(companion.url).port), weather, random)
  const person = await companion.addUser('ines')
  const watcher = openWatcher(companion.url, await companion.token(await companion.addUser('noe')), 'room:1')
  let left = 0
  watcher.onPosted(() => left++)
  const app = createTorturedApp(display)
  await app.start()
  await signIn(await app.page(), `http://127.0.0.1:${proxy.port}`, person)
  await app.kill()
  return { companion, proxy, app, watcher, left: () => left, typed: new Map() }
}

async function killWhileDraining(scene: Scene, random: Random): Promise<void> {
  const { app, proxy, left, typed, companion } = scene
  const isWaiting = [...typed.values()].filter(Boolean).length > left()
  const isSilent = isWaiting && random() < SILENT
  const before = left()
  if (isSilent) await app.start()
  else await fillOutbox(scene, FEWEST + Math.floor(random() * MORE))
  await until('a message leaves', () => left() > before, PATIENCE)
  await pause(random() * LONGEST_DRAIN)
  const isServerKilled = random() < SERVER_KILLS
  await Promise.all([app.kill(), isServerKilled && companion.stop('SIGKILL')])
  if (isServerKilled) await companion.restart()
  proxy.open()
}

/** Types while there is no network, then lets everything out, and goes on typing until the app is killed. */
async function fillOutbox({ app, proxy, typed }: Scene, count: number): Promise<void> {
  proxy.shut()
  await app.start()
  const page = await app.page()
  await typeNext(typed, (text) => typeByHand(page, text).then(() => true))
  // In one go: nobody is killed meanwhile.
  const texts = Array.from({ length: count }, (_, index) => nextText(typed.size + index))
  if (!(await typeAtOnce(page, texts))) throw new Error('the app takes no message')
  texts.forEach((text) => typed.set(text, true))
  proxy.open()
  await retryConnection(page)
  void goOnTyping(page, typed).catch(() => undefined)
}

async function goOnTyping(page: Page, typed: Map<string, boolean>): Promise<never> {
  for (;;) {
    await pause(50)
    await typeNext(typed, (text) => typeAtOnce(page, [text]))
  }
}

const nextText = (typed: number): string => `ines says ${typed + 1}`

async function typeNext(
  typed: Map<string, boolean>,
  type: (text: string) => Promise<boolean>
): Promise<void> {
  const text = nextText(typed.size)
  typed.set(text, false)
  typed.set(text, await type(text))
}

async function comeToRest({ app, proxy, companion, watcher }: Scene): Promise<void> {
  proxy.clear()
  await app.start()
  const isAtRest = (): boolean => {
    const { seq, unsent, missing } = readState(app.copy())
    const head = readHead(companion.data)
    return seq === head && unsent === 0 && missing === 0 && watcher.seq() === head
  }
  await until('the app has sent and has everything', isAtRest, LAST_PATIENCE)
  await app.quit()
}

async function conclude({ app, proxy, companion, watcher, typed }: Scene, rounds: number): Promise<Outcome> {
  watcher.stop()
  proxy.close()
  await companion.stop()
  const log = readLog(companion.data)
  const testimonies: Testimony[] = [
    {
      client: 'the app',
      typed: Array.from(typed, ([key, isSure]) => ({ key, isSure })),
      accepted: [],
      seen: { kind: 'copy', messages: readCopy(app.copy()) }
    },
    { client: 'noe, level 1', typed: [], accepted: [], seen: { kind: 'events', events: watcher.events } }
  ]
  const problems = [...app.complaints(), ...(await checkServer(companion.data))]
  const invented = countInvented(testimonies, log)
  if (invented > 0) problems.push(`${invented} messages are stored that nobody typed.`)
  return {
    what: 'app killed while its outbox drains',
    kills: rounds,
    rows: testimonies.map((testimony) => judge(testimony, log)),
    faults: proxy.counts,
    problems,
    folders: [companion.data, app.userData],
    async dispose() {
      await companion.dispose()
      rmSync(app.userData, { recursive: true, force: true })
    }
  }
}
