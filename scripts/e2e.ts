/** `npm run e2e`: builds if needed and runs the end-to-end tests. Arguments go to Playwright. */
import { runEndToEndTests } from './lib/stages.ts'
import { runVerb } from './lib/verb.ts'

runVerb(async () => {
  const { failed } = await runEndToEndTests(process.argv.slice(2))
  return failed.length === 0 ? 0 : 1
})
