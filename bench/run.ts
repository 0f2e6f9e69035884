/**
 * Measures, prints a table and writes JSON. It asserts nothing: each figure stands beside its floor, which is measured
 * in the same run, in turns with it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TEST_BUS } from '../e2e/support/desktop.ts'
import { openPrivateDisplay } from '../scripts/lib/display.ts'
import { resultsFolder, root } from '../scripts/lib/paths.ts'
import { say, step } from '../scripts/lib/progress.ts'
import { runVerb } from '../scripts/lib/verb.ts'
import { parseArguments, type Suite } from './arguments.ts'
import { makeCopy, type Copy } from './history.ts'
import { describeMachine, machineOf, type Machine } from './machine.ts'
import { measureMovement } from './movement.ts'
import { measureOpening } from './opening.ts'
import { openReader, type Reader } from './reader.ts'
import { formatTable, putIntoReadme, type Report, type Row } from './report.ts'
import { measureScrolling } from './scrolling.ts'

const SIZES = [1000, 10_000, 100_000]

runVerb(async () => {
  const { suites, readme } = parseArguments(process.argv.slice(2))
  const env = await openPrivateDisplay(TEST_BUS)
  // Only opening is measured on each.
  const sizes = suites.includes('opening') ? SIZES : SIZES.slice(-1)
  const names = sizes.map((size) => size.toLocaleString('en')).join(', ')
  const copies = await step(`Histories of ${names} messages, and the app’s copies of them`, () =>
    Promise.all(sizes.map((size) => makeCopy(env, size)))
  )
  const { rows, machine } = await measure(env, copies, suites)
  await Promise.all(copies.map((copy) => copy.dispose()))
  const report: Report = { at: new Date().toISOString(), machine, rows }
  process.stdout.write(`${describeMachine(machine)}\n\n${formatTable(rows)}\n`)
  mkdirSync(resultsFolder, { recursive: true })
  const file = join(resultsFolder, 'bench.json')
  writeFileSync(file, JSON.stringify(report, undefined, 2))
  say(`All figures: ${file}`)
  if (readme) {
    const page = join(root, 'README.md')
    writeFileSync(page, putIntoReadme(readFileSync(page, 'utf8'), report))
  }
  return 0
})

async function measure(
  env: Record<string, string>,
  copies: readonly Copy[],
  suites: readonly Suite[]
): Promise<{ rows: Row[]; machine: Machine }> {
  const largest = copies.at(-1)
  if (!largest) throw new Error('there is nothing to read')
  const reader = await openReader(env, largest)
  const machine = await machineOf(reader)
  const rows: Row[] = []
  for (const suite of suites) {
    if (suite === 'opening') await reader.close()
    const measureSuite = (): Promise<Row[]> => measureOne(suite, { env, reader, copies })
    rows.push(...(await step(`Measuring: ${suite}`, measureSuite)))
  }
  await reader.close()
  return { rows, machine }
}

function measureOne(
  suite: Suite,
  { env, reader, copies }: { env: Record<string, string>; reader: Reader; copies: readonly Copy[] }
): Promise<Row[]> {
  switch (suite) {
    case 'scrolling':
      return measureScrolling(env, reader)
    case 'movement':
      return measureMovement(reader)
    case 'opening':
      return measureOpening(env, copies)
  }
}
