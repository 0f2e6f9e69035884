import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { watchEventLoop } from './event-loop.ts'
import { installWatches, watched, type Frames } from './in-page.ts'
import { watchWork } from './page-work.ts'
import { floorOn } from './programs.ts'
import { goToEnd, type Reader } from './reader.ts'
import { ratioOfRounds, type Row } from './report.ts'
import { staticPage } from './static-page.ts'
import { median, percentile, shareOver } from './statistics.ts'
import { asAPerson, fast, turnWheel, type Turning } from './wheel.ts'

const ROUNDS = 3
const MESSAGES = 10_000
const PERSON_MS = 4000
/** Rounds of fast turning, which go on where the one before has stopped, end here at the latest. */
const FAST_MS = 14_000
/** Two frames at 60 a second, and a little for the clock. */
const LONG = 33.5

/** What one stretch of scrolling was like. */
interface Stretch {
  readonly frames: Frames
  /** Milliseconds of work of the page's main thread for each frame. */
  readonly work: number
  /** 99th percentile of the delays of the main process's event loop, in milliseconds. */
  readonly delay: number
  /** Pixels that the wheel was turned. */
  readonly turned: number
}

/** Frames while one scrolls back: the app through its copy, the floor through a page that holds as many messages. */
export async function measureScrolling(env: Record<string, string>, reader: Reader): Promise<Row[]> {
  const floor = await openFloor(env)
  const person = await measureTurning({ reader, floor, turning: asAPerson, limit: PERSON_MS })
  const spinning = await measureTurning({ reader, floor, turning: fast, limit: FAST_MS })
  await floor.electron.close()
  rmSync(floor.folder, { recursive: true, force: true })
  return [
    ...rowsOf('a wheel turned by hand', person),
    ...rowsOf('a wheel spinning freely', spinning),
    loopRow([...person.ofApp, ...spinning.ofApp], [...person.ofFloor, ...spinning.ofFloor])
  ]
}

interface Turned {
  readonly ofApp: readonly Stretch[]
  readonly ofFloor: readonly Stretch[]
  /** How many messages the app's reader passed in each round. */
  readonly passed: readonly number[]
}

async function measureTurning(options: {
  reader: Reader
  floor: Scrollable
  turning: Turning
  limit: number
}): Promise<Turned> {
  const { reader, floor, turning, limit } = options
  const [ofApp, ofFloor, passed]: [Stretch[], Stretch[], number[]] = [[], [], []]
  await goToEnd(reader.page)
  for (let round = 0; round < ROUNDS; round++) {
    const from = await reader.place()
    let isThrough = false
    const look = setInterval(() => {
      void reader.place().then((place) => (isThrough ||= from - place >= MESSAGES / ROUNDS))
    }, 1000)
    const end = Date.now() + limit
    const stretch = await scroll(reader, turning, () => !isThrough && Date.now() < end)
    clearInterval(look)
    ofApp.push(stretch)
    passed.push(from - (await reader.place()))
    await floor.page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    ofFloor.push(await scroll(floor, turning, (turned) => turned < stretch.turned))
  }
  return { ofApp, ofFloor, passed }
}

interface Scrollable {
  readonly electron: ElectronApplication
  readonly page: Page
}

async function scroll(
  { electron, page }: Scrollable,
  turning: Turning,
  goesOn: (turned: number) => boolean
): Promise<Stretch> {
  const delayOf = await watchEventLoop(electron)
  const workOf = await watchWork(page)
  let turned = 0
  const frames = await watched(
    page,
    (bench) => bench.frames(),
    async () => void (turned = await turnWheel(page, turning, goesOn))
  )
  return { frames, work: (await workOf()) / frames.length, delay: await delayOf(), turned }
}

async function openFloor(env: Record<string, string>): Promise<Scrollable & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-floor-'))
  const file = join(folder, 'static.html')
  writeFileSync(file, staticPage(MESSAGES))
  const { command, args } = floorOn(join(folder, 'data'), file)
  const environment = { ...(process.env as Record<string, string>), ...env }
  const electron = await _electron.launch({ executablePath: command, args: [...args], env: environment })
  const page = await electron.firstWindow()
  await installWatches(page, 'html')
  return { electron, page, folder }
}

function rowsOf(manner: string, { ofApp, ofFloor, passed }: Turned): Row[] {
  const work = (all: readonly Stretch[]): number[] => all.map((one) => one.work)
  const total = passed.reduce((sum, count) => sum + count, 0)
  const floor = 'a bare page of 10,000 messages, no script'
  return [
    {
      what: `scrolling back through ${total.toLocaleString('en')} messages of 100,000, ${manner}: frames`,
      measured: describeFrames(ofApp),
      floor: `${floor}: ${describeFrames(ofFloor)}`,
      ratio: '',
      goal: 'p99 ≤ 33 ms',
      raw: { ofApp, ofFloor, passed }
    },
    {
      what: `the same: work of the page’s main thread for each frame`,
      measured: `${median(work(ofApp)).toFixed(1)} ms`,
      floor: `${floor}: ${median(work(ofFloor)).toFixed(1)} ms`,
      ratio: ratioOfRounds(work(ofApp), work(ofFloor)),
      goal: '–',
      raw: {}
    }
  ]
}

/** Each figure is the median of the rounds, but for the longest frame, which is that of all. */
function describeFrames(stretches: readonly Stretch[]): string {
  const each = (figure: (frames: Frames) => number): number =>
    median(stretches.map(({ frames }) => figure(frames)))
  const [p50, p99] = [0.5, 0.99].map((share) => each((frames) => percentile(frames, share)).toFixed(0))
  const longest = Math.max(...stretches.flatMap(({ frames }) => frames)).toFixed(0)
  const over = (each((frames) => shareOver(frames, LONG)) * 100).toFixed(1)
  return `p50 ${p50}, p99 ${p99}, longest ${longest} ms; ${over} % over 33 ms`
}

function loopRow(ofApp: readonly Stretch[], ofFloor: readonly Stretch[]): Row {
  const delays = (all: readonly Stretch[]): number[] => all.map(({ delay }) => delay)
  return {
    what: 'event loop of the main process meanwhile, p99 of its delays',
    measured: `${median(delays(ofApp)).toFixed(1)} ms`,
    floor: `a main process with nothing to do: ${median(delays(ofFloor)).toFixed(1)} ms`,
    ratio: '',
    goal: '≤ 16 ms',
    raw: { app: delays(ofApp), floor: delays(ofFloor) }
  }
}
