import { TEST_BUS } from '../e2e/support/desktop.ts'
import { openPrivateDisplay } from '../scripts/lib/display.ts'
import { step } from '../scripts/lib/progress.ts'
import type { AppSuite } from './arguments.ts'
import { measureCatchingUp } from './catching-up.ts'
import { measureHidden } from './hidden.ts'
import { makeCopy, MOST_FETCHED, type Copy } from './history.ts'
import { appRuntimeOf, type AppRuntime } from './machine.ts'
import { measureMovement } from './movement.ts'
import { measureOpening } from './opening.ts'
import { openReader, type Reader } from './reader.ts'
import type { Row } from './report.ts'
import { measureScrolling } from './scrolling.ts'

const SIZES = [1000, 100_000, 1_000_000]

/** What is measured on the built app, on a display of its own. */
export async function measureApp(suites: readonly AppSuite[]): Promise<{ rows: Row[]; app: AppRuntime }> {
  const env = await openPrivateDisplay(TEST_BUS)
  // Only opening is measured on each; all else needs a server that has the same history.
  const sizes = suites.includes('opening') ? SIZES : [MOST_FETCHED]
  const names = sizes.map((size) => size.toLocaleString('en')).join(', ')
  const copies = await step(`Histories of ${names} messages, and the app’s copies of them`, () =>
    Promise.all(sizes.map((size) => makeCopy(env, size)))
  )
  const measured = await measureCopies(env, copies, suites)
  await Promise.all(copies.map((copy) => copy.dispose()))
  return measured
}

async function measureCopies(
  env: Record<string, string>,
  copies: readonly Copy[],
  suites: readonly AppSuite[]
): Promise<{ rows: Row[]; app: AppRuntime }> {
  const largest = copies.findLast(({ size }) => size <= MOST_FETCHED)
  if (!largest) throw new Error('there is nothing to read')
  const reader = await openReader(env, largest)
  const app = await appRuntimeOf(reader)
  const rows: Row[] = []
  for (const suite of suites) {
    if (suite === 'hidden' || suite === 'opening') await reader.close()
    const measureSuite = (): Promise<Row[]> => measureOne(suite, { env, reader, copies })
    rows.push(...(await step(`Measuring: ${suite}`, measureSuite)))
  }
  await reader.close()
  return { rows, app }
}

function measureOne(
  suite: AppSuite,
  { env, reader, copies }: { env: Record<string, string>; reader: Reader; copies: readonly Copy[] }
): Promise<Row[]> {
  switch (suite) {
    case 'scrolling':
      return measureScrolling(env, reader)
    case 'movement':
      return measureMovement(reader)
    case 'catching-up':
      return measureCatchingUp(reader)
    case 'hidden':
      return measureHidden(env, reader.copy)
    case 'opening':
      return measureOpening(env, copies)
  }
}
