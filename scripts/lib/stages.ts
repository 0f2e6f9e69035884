import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { ensureBuilt } from './build.ts'
import { resultsFolder, root } from './paths.ts'
import { start } from './programs.ts'
import { ensureSystemPackages } from './system-packages.ts'

/** How a stage went: how many tests passed and were skipped, and a line for each that failed. */
export interface Tally {
  passed: number
  failed: string[]
  skipped: number
}

/** What is read of the report that Vitest writes as JSON. */
interface VitestReport {
  numPassedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** What is read of the report that Playwright writes as JSON. */
interface PlaywrightReport {
  stats: { expected: number; skipped: number }
  suites: PlaywrightSuite[]
  /** What went wrong outside of a test: a file that could not be loaded, say. */
  errors: { message?: string }[]
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs: {
    title: string
    file: string
    line: number
    tests: { status: string; results: { error?: { message?: string } }[] }[]
  }[]
}

/** Runs the unit tests; their own output goes to the terminal. Some of them talk to a D-Bus session of their own. */
export async function runUnitTests(args: string[] = []): Promise<Tally> {
  await ensureSystemPackages('units')
  const report = join(resultsFolder, 'unit.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return runRunner('vitest/vitest.mjs', ['run', ...reporters, ...args], report, tallyUnitTests)
}

/** Builds the app and runs the end-to-end tests on it; their own output goes to the terminal. */
export async function runEndToEndTests(args: string[] = []): Promise<Tally> {
  await ensureSystemPackages('e2e')
  await ensureBuilt()
  const report = join(resultsFolder, 'e2e.json')
  return runRunner('@playwright/test/cli.js', ['test', ...args], report, tallyEndToEndTests)
}

/** Builds the app and takes a picture of each of its screens; Playwright's own output goes to the terminal. */
export async function runPictures(): Promise<Tally> {
  await ensureSystemPackages('e2e')
  await ensureBuilt()
  const report = join(resultsFolder, 'pictures.json')
  const args = ['test', '--config', 'e2e/pictures/playwright.config.ts']
  return runRunner('@playwright/test/cli.js', args, report, tallyEndToEndTests)
}

async function runRunner(
  runner: string,
  args: string[],
  report: string,
  tally: (report: string) => Tally
): Promise<Tally> {
  mkdirSync(resultsFolder, { recursive: true })
  rmSync(report, { force: true })
  const program = start(process.execPath, [join(root, 'node_modules', runner), ...args], {
    // Asked so, the runners end the apps and servers of their tests first.
    stopSignal: 'SIGINT',
    stdio: ['ignore', 'inherit', 'inherit']
  })
  const code = await program.ended
  const reported = existsSync(report)
    ? tally(readFileSync(report, 'utf8'))
    : { passed: 0, failed: [], skipped: 0 }
  return withFailedRun(reported, code)
}

/** Reads Vitest's report; a file that could not even be loaded is one failed test. */
export function tallyUnitTests(json: string): Tally {
  const report = JSON.parse(json) as VitestReport
  return {
    passed: report.numPassedTests,
    failed: report.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const file = relative(root, name)
      if (status === 'failed' && assertionResults.length === 0) return [line(file, message)]
      return assertionResults
        .filter((test) => test.status === 'failed')
        .map(({ fullName, failureMessages }) => line(`${file}: ${fullName}`, failureMessages[0]))
    }),
    skipped: report.numPendingTests + report.numTodoTests
  }
}

/** Reads Playwright's report; a flaky test is a failed one. */
export function tallyEndToEndTests(json: string): Tally {
  const { stats, suites, errors } = JSON.parse(json) as PlaywrightReport
  const failed = [
    ...suites.flatMap(failedTests),
    ...errors.map(({ message }) => line('outside of a test', message))
  ]
  return { passed: stats.expected, failed, skipped: stats.skipped }
}

function failedTests({ suites = [], specs }: PlaywrightSuite): string[] {
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => line(`${spec.file}:${spec.line}: ${spec.title}`, results[0]?.error?.message))
  )
  return [...own, ...suites.flatMap(failedTests)]
}

/** Which test failed, and the first line of why. */
function line(test: string, message = ''): string {
  const [why = ''] = stripVTControlCharacters(message).trim().split('\n')
  return why ? `${test}: ${why}` : test
}

/** A run that ended badly without a failed test, or ran no test at all, is itself one failed test. */
export function withFailedRun(tally: Tally, code: number | string): Tally {
  if (tally.passed + tally.failed.length === 0) return { ...tally, failed: ['no test ran'] }
  if (code !== 0 && tally.failed.length === 0) return { ...tally, failed: [`the run ended badly (${code})`] }
  return tally
}
