/** `npm run check`: types, lint, boundaries, dead code and format. */
import { runChecks } from './lib/checks.ts'
import { say } from './lib/progress.ts'
import { runVerb } from './lib/verb.ts'

runVerb(async () => {
  const { passed, failed } = await runChecks()
  say(`${passed} passed, ${failed.length} failed`)
  return failed.length === 0 ? 0 : 1
})
