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

/** One kind of torture, as it is written down. */
export interface Report {
  /** ISO 8601. */
  readonly at: string
  readonly seed: number
  readonly machine: Machine
  readonly outcome: Omit<Outcome, 'dispose'>
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
export function formatTable(outcomes: readonly Pick<Outcome, 'what' | 'kills' | 'rows'>[]): string {
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

/** When, where and how a torture was done. */
export function describeRun({ at, seed, machine, outcome }: Report): string {
  const { what, faults } = outcome
  const where = `${what}: ${at.slice(0, 10)}, seed ${seed}; ${describeMachine(machine)}`
  if (!faults) return where
  const oneWay = faults['silent-up'] + faults['silent-down']
  const silences = `${oneWay + faults['silent-both']} silences, ${oneWay} of them one way`
  return `${where}; the network had ${faults.reset} resets, ${faults.end} ends, ${silences}, and ${faults.stall} stalls`
}

/** The README with these runs in place of those before. */
export function putIntoReadme(readme: string, reports: readonly Report[]): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`the README has no ${BEGIN} before an ${END}`)
  const runs = reports.map((report) => `- ${describeRun(report)}.\n`).join('')
  const table = formatTable(reports.map(({ outcome }) => outcome))
  return `${readme.slice(0, begin)}${BEGIN}\n${runs}\n${table}\n${readme.slice(end)}`
}
