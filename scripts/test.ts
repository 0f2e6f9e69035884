/** `npm test`: every check, every unit test, every end-to-end test; its last line counts them. */
import { runChecks } from './lib/checks.ts'
import { Failure, say, secondsSince } from './lib/progress.ts'
import { runEndToEndTests, runUnitTests, type Counts } from './lib/stages.ts'
import { runVerb } from './lib/verb.ts'

const stages: [name: string, run: () => Promise<Counts>][] = [
  ['checks', async () => ({ ...(await runChecks()), skipped: 0 })],
  ['unit tests', () => runUnitTests()],
  ['end-to-end tests', () => runEndToEndTests()]
]

/** Runs one stage and says how it went; one that breaks is one failed test, and the next stage still runs. */
async function runStage(name: string, run: () => Promise<Counts>): Promise<Counts> {
  const began = Date.now()
  say(`\n${name}`)
  const counts = await run().catch((error: unknown) => {
    say(error instanceof Failure ? error.message : String((error as Error).stack ?? error))
    return { passed: 0, failed: 1, skipped: 0 }
  })
  say(`${name}: ${summary(counts)} (${secondsSince(began)} s)`)
  return counts
}

function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

runVerb(async () => {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const [name, run] of stages) {
    const counts = await runStage(name, run)
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key]
  }
  process.stdout.write(`\n${summary(total)}\n`)
  return total.failed === 0 ? 0 : 1
})
