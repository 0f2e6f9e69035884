import { describeMachine, type Machine } from '../bench/machine.ts'
import type { Fault, Weather } from './fault-proxy.ts'
import type { Row } from './verdict.ts'

/** What a torture is to do. */
export interface Rounds {
  readonly rounds: number
  readonly seed: number
  readonly weather: Weather
  /** Hears how far it is. */
  readonly say: (far: string) => void
}

/** What came of one kind of torture. */
export interface Outcome {
  readonly what: string
  readonly kills: number
  readonly rows: readonly Row[]
  /** What befell the links meanwhile; null: there was no network. */
  readonly faults: Readonly<Record<Fault, number>> | null
  /** Sentences about what no row has. */
  readonly problems: readonly string[]
  /** What is kept when something is wrong. */
  readonly folders: readonly string[]
  dispose(): Promise<void>
}

export interface Report {
  /** ISO 8601. */
  readonly at: string
  readonly seed: number
  readonly machine: Machine
  readonly outcomes: readonly Outcome[]
}

const HEAD = ['what', 'client', 'typed', 'stored', 'seen', 'lost', 'twice', 'out of order', 'wrong']
const BEGIN = '<!-- torture -->'
const END = '<!-- /torture -->'

export function isSound({ rows, problems }: Pick<Outcome, 'rows' | 'problems'>): boolean {
  const isClean = ({ lost, twice, outOfOrder, wrong }: Row): boolean =>
    lost + twice + outOfOrder + wrong === 0
  return problems.length === 0 && rows.every(isClean)
}

/** A table in Markdown, its columns in line for who reads it as text. */
export function formatTable(outcomes: readonly Outcome[]): string {
  const number = (value: number): string => value.toLocaleString('en')
  const cells = outcomes.flatMap(({ what, kills, rows }) =>
    rows.map((row, index) => [
      index === 0 ? `${what}, ${kills} times` : '',
      row.client,
      number(row.typed),
      number(row.stored),
      `${number(row.seen)} of ${number(row.toSee)}`,
      ...[row.lost, row.twice, row.outOfOrder, row.wrong].map(number)
    ])
  )
  const lines = [HEAD, HEAD.map(() => '-'), ...cells]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const pad = (line: readonly string[], index: number): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0, index === 1 ? '-' : ' ')).join(' | ')} |`
  return lines.map(pad).join('\n')
}

export function describeFaults(outcomes: readonly Outcome[]): string {
  const sum = (fault: Fault): number =>
    outcomes.reduce((total, { faults }) => total + (faults?.[fault] ?? 0), 0)
  const silent = sum('silent-up') + sum('silent-down') + sum('silent-both')
  return `${sum('reset')} resets, ${sum('end')} ends, ${silent} silences (${sum('silent-up') + sum('silent-down')} one way) and ${sum('stall')} stalls of the network`
}

/** The README with the table of a run in place of the one before. */
export function putIntoReadme(readme: string, { at, seed, machine, outcomes }: Report): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`the README has no ${BEGIN} before an ${END}`)
  const head = `On ${at.slice(0, 10)}, seed ${seed}: ${describeMachine(machine)}; ${describeFaults(outcomes)} meanwhile.`
  return `${readme.slice(0, begin)}${BEGIN}\n${head}\n\n${formatTable(outcomes)}\n${readme.slice(end)}`
}
