import { parseArgs } from 'node:util'
import { Failure } from '../scripts/lib/progress.ts'

/** What can be tortured by itself. */
export const VICTIMS = ['server', 'app', 'migration'] as const
export type Victim = (typeof VICTIMS)[number]

export interface Options {
  readonly victims: readonly Victim[]
  readonly rounds: number
  readonly seed: number
  /** Whether the network is mild: no silence that only a heartbeat ends. */
  readonly mild: boolean
  /** Whether the README gets the table, with what the last full run of each found. */
  readonly readme: boolean
}

/** As many rounds as the quality of the project asks for. */
export const FULL = 50
const LARGEST_SEED = 2 ** 31

/** `chance`: draws the seed where none is given. */
export function parseArguments(args: readonly string[], chance: () => number): Options {
  const { only, rounds, seed, mild = false, readme = false } = parse(args)
  const victims = VICTIMS.filter((victim) => only === undefined || victim === only)
  if (victims.length === 0) throw new Failure(`There is no "${only}": --only takes ${VICTIMS.join(', ')}.`)
  if (readme && (rounds !== undefined || mild))
    throw new Failure('The README shows what was done in full: --readme goes without --rounds and --mild.')
  return {
    victims,
    rounds: toNumber('rounds', rounds) ?? FULL,
    seed: toNumber('seed', seed) ?? Math.floor(chance() * LARGEST_SEED),
    mild,
    readme
  }
}

function parse(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const options = { only: text, rounds: text, seed: text, mild: flag, readme: flag }
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error))
  }
}

function toNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^\d{1,10}$/.test(text)) throw new Failure(`--${name} takes a number, not "${text}".`)
  return Number(text)
}
