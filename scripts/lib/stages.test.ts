import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './paths.ts'
import { tallyEndToEndTests, tallyUnitTests, withFailedRun } from './stages.ts'

const tally = (passed: number, failed: string[], skipped = 0): object => ({ passed, failed, skipped })

describe('what a stage came to', () => {
  it('is what Vitest reports, with the first line of why a test failed', () => {
    const failed = { status: 'failed', fullName: 'a sum adds', failureMessages: ['Error: 3\n    at a place'] }
    const passed = { status: 'passed', fullName: 'a sum is one', failureMessages: [] }
    const report = {
      numPassedTests: 5,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        {
          name: join(root, 'src/sum.test.ts'),
          status: 'failed',
          message: '',
          assertionResults: [passed, failed]
        }
      ]
    }
    expect(tallyUnitTests(JSON.stringify(report))).toEqual(
      tally(5, ['src/sum.test.ts: a sum adds: Error: 3'], 3)
    )
  })

  it('has a file that could not be loaded as a failed test', () => {
    const testResults = [
      { name: join(root, 'a.test.ts'), status: 'failed', message: 'no such file', assertionResults: [] },
      { name: join(root, 'b.test.ts'), status: 'passed', message: '', assertionResults: [] }
    ]
    const report = { numPassedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults }
    expect(tallyUnitTests(JSON.stringify(report))).toEqual(tally(1, ['a.test.ts: no such file']))
  })

  it('is what Playwright reports, a flaky test with the failed ones', () => {
    const spec = (line: number, status: string, message?: string): object => ({
      title: 'opens',
      file: 'window.spec.ts',
      line,
      tests: [{ status, results: [{ error: message ? { message } : undefined }] }]
    })
    const report = {
      stats: { expected: 7, skipped: 2 },
      suites: [
        {
          specs: [spec(1, 'expected'), spec(2, 'unexpected', '\u001b[31mtimeout\u001b[39m\nand more')],
          suites: [{ specs: [spec(3, 'flaky'), spec(4, 'skipped')] }]
        }
      ],
      errors: [{ message: 'no such module' }]
    }
    expect(tallyEndToEndTests(JSON.stringify(report))).toEqual(
      tally(
        7,
        ['window.spec.ts:2: opens: timeout', 'window.spec.ts:3: opens', 'outside of a test: no such module'],
        2
      )
    )
  })

  it.each([
    ['all is well', tally(3, []), 0, tally(3, [])],
    ['a test failed', tally(3, ['x']), 1, tally(3, ['x'])],
    ['no test ran', tally(0, []), 0, tally(0, ['no test ran'])],
    ['only skipped tests', tally(0, [], 4), 0, tally(0, ['no test ran'], 4)],
    ['all passed, but the run did not', tally(3, []), 1, tally(3, ['the run ended badly (1)'])],
    ['the run was killed', tally(3, []), 'SIGKILL', tally(3, ['the run ended badly (SIGKILL)'])]
  ])('%s', (_, before, code, after) => {
    expect(withFailedRun(before as never, code)).toEqual(after)
  })
})
