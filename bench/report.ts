import { describeMachine, type Machine } from './machine.ts'
import { median } from './statistics.ts'

/** One line of the table: a figure beside its floor, measured in the same run. */
export interface Row {
  readonly what: string
  readonly measured: string
  /** What the floor is, and its figure. */
  readonly floor: string
  readonly ratio: string
  readonly goal: string
  /** Every single measurement, for the JSON alone. */
  readonly raw: object
}

export interface Report {
  /** ISO 8601. */
  readonly at: string
  readonly machine: Machine
  readonly rows: readonly Row[]
}

const HEAD = ['what', 'measured', 'floor, in the same run', 'ratio', 'goal']
const BEGIN = '<!-- bench -->'
const END = '<!-- /bench -->'

/** How many times the floor a figure is: the median of the rounds, as what disturbs one disturbs its floor too. */
export function ratioOfRounds(figures: readonly number[], floors: readonly number[]): string {
  return `${median(figures.map((figure, round) => figure / (floors[round] ?? Number.NaN))).toFixed(2)} x`
}

/** A table in Markdown, its columns in line for who reads it as text. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, measured, floor, ratio, goal }) => [what, measured, floor, ratio, goal])
  const lines = [HEAD, HEAD.map(() => '-'), ...cells]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const pad = (line: readonly string[], index: number): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0, index === 1 ? '-' : ' ')).join(' | ')} |`
  return lines.map(pad).join('\n')
}

/** The README with the table of a run in place of the one before. */
export function putIntoReadme(readme: string, { at, machine, rows }: Report): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`the README has no ${BEGIN} before an ${END}`)
  const text = `Measured on ${at.slice(0, 10)}: ${describeMachine(machine)}.\n\n${formatTable(rows)}`
  return `${readme.slice(0, begin)}${BEGIN}\n${text}\n${readme.slice(end)}`
}
