import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { evaluateInFirstPage } from './devtools.ts'
import type { Copy } from './history.ts'
import { memoryOf } from './memory.ts'
import { appOn, floorOn, startListening, type Launchable } from './programs.ts'
import { ratioOfRounds, type Row } from './report.ts'
import { median } from './statistics.ts'

const ROUNDS = 5
/** Until memory is looked at, what opening left behind has gone, and what is read ahead has been. */
const SETTLED_AFTER = 2000

/** Resolves in the page to the time at which a frame with what is wanted in it has been painted. */
export const paintedWhen = (condition: string): string => `new Promise((resolve) => {
  const look = () => {
    if (!(${condition})) return requestAnimationFrame(look)
    requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
  }
  requestAnimationFrame(look)
})`
export const IS_USABLE = `document.querySelector('[role="log"] [data-row]') && !document.querySelector('textarea')?.disabled
  && document.querySelector('textarea')`
const IS_LOADED = `document.readyState === 'complete' && location.protocol === 'file:'`

interface Opening {
  readonly ms: number
  readonly mb: number
}

/** From the start of the program to a timeline in which one can read and type, and the memory of all its processes. */
export async function measureOpening(env: Record<string, string>, copies: readonly Copy[]): Promise<Row[]> {
  // No network: the copy alone has to do.
  await Promise.all(copies.map(({ companion }) => companion.stop()))
  const bare = mkdtempSync(join(tmpdir(), 'causerie-floor-'))
  const openFloor = (): Promise<Opening> => open(env, floorOn(bare, null), IS_LOADED)
  const openCopy = ({ userData }: Copy): Promise<Opening> => open(env, appOn(userData), IS_USABLE)
  // Once without counting: the disk's cache is then as warm for the first as for the last.
  await openFloor()
  for (const copy of copies) await openCopy(copy)
  const floors: Opening[] = []
  const openings = copies.map((): Opening[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    floors.push(await openFloor())
    for (const [index, copy] of copies.entries()) openings[index]?.push(await openCopy(copy))
  }
  rmSync(bare, { recursive: true, force: true })
  return copies.flatMap(({ size }, index) => rowsOf(size, openings[index] ?? [], floors))
}

function rowsOf(size: number, openings: readonly Opening[], floors: readonly Opening[]): Row[] {
  const row = (name: string, unit: keyof Opening, goal: string): Row => {
    const figures = openings.map((one) => one[unit])
    const floorFigures = floors.map((one) => one[unit])
    const say = (values: readonly number[]): string =>
      `${Math.round(median(values))} ${unit.replace('mb', 'MB')}`
    return {
      what: `${name}, ${size.toLocaleString('en')} messages on disk`,
      measured: say(figures),
      floor: `the same Electron showing an empty window: ${say(floorFigures)}`,
      ratio: ratioOfRounds(figures, floorFigures),
      goal,
      raw: { figures, floorFigures }
    }
  }
  return [
    row('start to usable timeline', 'ms', '≤ 1.3 x'),
    row('memory of all processes (PSS)', 'mb', '≤ 1.4 x')
  ]
}

async function open(
  env: Record<string, string>,
  launchable: Launchable,
  condition: string
): Promise<Opening> {
  const began = Date.now()
  const { program, address } = await startListening(env, launchable)
  const painted = Number(await evaluateInFirstPage(address, paintedWhen(condition)))
  await pause(SETTLED_AFTER)
  const mb = memoryOf(program.child.pid ?? 0)
  await program.stop()
  return { ms: painted - began, mb }
}
