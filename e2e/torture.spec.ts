import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'

const script = resolve(import.meta.dirname, '../torture/run.ts')

/** The short form of `npm run torture -- --only app`; it ends badly, with its seed, when anything is lost or twice. */
test('keeps what was typed, once and in order, when the app is killed while its outbox drains', async () => {
  // Two starts on a computer that does other work too take their time.
  test.setTimeout(180_000)
  const args = [script, '--only', 'app', '--rounds', '2', '--mild']
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 170_000 })
  expect(stdout).toContain('app killed while its outbox drains, 2 times')
})
