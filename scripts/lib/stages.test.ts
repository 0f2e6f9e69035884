import { describe, expect, it } from 'vitest'
import { countEndToEndTests, countUnitTests, withFailedRun } from './stages.ts'

const counts = (passed: number, failed: number, skipped = 0): object => ({ passed, failed, skipped })

describe('counting a stage', () => {
  it('adds up what Vitest reports', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: []
    }
    expect(countUnitTests(JSON.stringify(report))).toEqual(counts(5, 1, 3))
  })

  it('takes a file that could not be loaded for a failed test', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] }
    ]
    const report = { numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults }
    expect(countUnitTests(JSON.stringify(report))).toEqual(counts(1, 2))
  })

  it('adds up what Playwright reports, a flaky test with the failed ones', () => {
    const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 } }
    expect(countEndToEndTests(JSON.stringify(report))).toEqual(counts(7, 2, 2))
  })

  it.each([
    ['all is well', counts(3, 0), 0, counts(3, 0)],
    ['a test failed', counts(3, 1), 1, counts(3, 1)],
    ['no test ran', counts(0, 0), 0, counts(0, 1)],
    ['only skipped tests', counts(0, 0, 4), 0, counts(0, 1, 4)],
    ['all passed, but the run did not', counts(3, 0), 1, counts(3, 1)],
    ['the run was killed', counts(3, 0), 'SIGKILL', counts(3, 1)]
  ])('%s', (_, before, code, after) => {
    expect(withFailedRun(before as never, code)).toEqual(after)
  })
})
