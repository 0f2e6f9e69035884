import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.ts'
import { resultsFolder, root } from './paths.ts'
import { start } from './programs.ts'
import { ensureSystemPackages } from './system-packages.ts'

/** How many tests of a stage passed, failed and were skipped. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** What is read of the report that Vitest writes as JSON. */
interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** What is read of the report that Playwright writes as JSON. */
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

/** Runs the unit tests; their own output goes to the terminal. Some of them talk to a D-Bus session of their own. */
export async function runUnitTests(args: string[] = []): Promise<Counts> {
  await ensureSystemPackages('units')
  const report = join(resultsFolder, 'unit.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return runRunner('vitest/vitest.mjs', ['run', ...reporters, ...args], report, countUnitTests)
}

/** Builds the app and runs the end-to-end tests on it; their own output goes to the terminal. */
export async function runEndToEndTests(args: string[] = []): Promise<Counts> {
  await ensureSystemPackages('e2e')
  await ensureBuilt()
  const report = join(resultsFolder, 'e2e.json')
  return runRunner('@playwright/test/cli.js', ['test', ...args], report, countEndToEndTests)
}

/** Builds the app and takes a picture of each of its screens; Playwright's own output goes to the terminal. */
export async function runPictures(): Promise<Counts> {
  await ensureSystemPackages('e2e')
  await ensureBuilt()
  const report = join(resultsFolder, 'pictures.json')
  const args = ['test', '--config', 'e2e/pictures/playwright.config.ts']
  return runRunner('@playwright/test/cli.js', args, report, countEndToEndTests)
}

async function runRunner(
  runner: string,
  args: string[],
  report: string,
  count: (report: string) => Counts
): Promise<Counts> {
  mkdirSync(resultsFolder, { recursive: true })
  rmSync(report, { force: true })
  const program = start(process.execPath, [join(root, 'node_modules', runner), ...args], {
    // Asked so, the runners end the apps and servers of their tests first.
    stopSignal: 'SIGINT',
    stdio: ['ignore', 'inherit', 'inherit']
  })
  const code = await program.ended
  const counts = existsSync(report)
    ? count(readFileSync(report, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 }
  return withFailedRun(counts, code)
}

/** Counts Vitest's report; a file that could not even be loaded is one failed test. */
export function countUnitTests(json: string): Counts {
  const report = JSON.parse(json) as VitestReport
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests
  }
}

/** Counts Playwright's report. */
export function countEndToEndTests(json: string): Counts {
  const { stats } = JSON.parse(json) as PlaywrightReport
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/** A run that ended badly without a failed test, or ran no test at all, is itself one failed test. */
export function withFailedRun(counts: Counts, code: number | string): Counts {
  const ranNothing = counts.passed + counts.failed === 0
  const endedBadly = code !== 0 && counts.failed === 0
  return ranNothing || endedBadly ? { ...counts, failed: counts.failed + 1 } : counts
}
