/** `npm test`: every check, every unit test, every end-to-end test; its last lines name the failed ones and count all. */
import { runChecks } from './lib/checks.ts'
import { Failure, say, secondsSince } from './lib/progress.ts'
import { runEndToEndTests, runUnitTests, type Tally } from './lib/stages.ts'
import { runVerb } from './lib/verb.ts'

const stages: [name: string, run: () => Promise<Tally>][] = [
  ['checks', async () => ({ ...(await runChecks()), skipped: 0 })],
  ['unit tests', () => runUnitTests()],
  ['end-to-end tests', () => runEndToEndTests()]
]

/** Runs one stage and says how it went; one that breaks is one failed test, and the next stage still runs. */
async function runStage(name: string, run: () => Promise<Tally>): Promise<Tally> {
  const began = Date.now()
  say(`\n${name}`)
  const tally = await run().catch((error: unknown) => {
    const why = error instanceof Failure ? error.message : String((error as Error).stack ?? error)
    return { passed: 0, failed: [why], skipped: 0 }
  })
  say(`${name}: ${summary(tally)} (${secondsSince(began)} s)`)
  return tally
}

function summary({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

runVerb(async () => {
  const total: Tally = { passed: 0, failed: [], skipped: 0 }
  for (const [name, run] of stages) {
    const { passed, failed, skipped } = await runStage(name, run)
    total.passed += passed
    total.failed.push(...failed.map((test) => `${name}: ${test}`))
    total.skipped += skipped
  }
  if (total.failed.length > 0) say(`\nfailed:\n${total.failed.join('\n')}`)
  process.stdout.write(`\n${summary(total)}\n`)
  return total.failed.length === 0 ? 0 : 1
})
