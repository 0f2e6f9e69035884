/** `npm run fuzz`: random histories on the real engine, the real server and real files. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { root } from './lib/paths.ts'
import { start } from './lib/programs.ts'
import { Failure, step } from './lib/progress.ts'
import { runVerb } from './lib/verb.ts'

/** What a worker says of one seed. */
interface Report {
  readonly seed: number
  readonly failed: { readonly problems: readonly string[]; readonly regression: string } | null
}

interface Range {
  readonly from: number
  readonly seeds: number
}

function parse(args: readonly string[]): Range {
  const options = {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' }
  } as const
  try {
    const { values } = parseArgs({ args: [...args], options })
    const [seeds, from] = [Number(values.seeds), Number(values.from)]
    if (Number.isInteger(seeds) && Number.isInteger(from) && seeds > 0 && from >= 0) return { seeds, from }
  } catch {
    // Said below.
  }
  throw new Failure('Usage: npm run fuzz -- [--seeds NUMBER] [--from NUMBER]')
}

/** Runs the seeds of a range, some in each of so many processes; hears of each when it is done. */
async function runSeeds({ from, seeds }: Range, onReport: (report: Report) => void): Promise<void> {
  const workers = Math.min(availableParallelism(), seeds)
  const hook = new URL('./lib/raw-files.ts', import.meta.url).href
  const ends = Array.from({ length: workers }, async (_, index) => {
    const range = [from + index, from + seeds, workers].map(String)
    const args = ['--import', hook, join(root, 'fuzz/worker.ts'), ...range]
    const worker = start(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines = createInterface({ input: worker.child.stdout ?? process.stdin })
    for await (const line of lines) onReport(JSON.parse(line) as Report)
    const end = await worker.ended
    if (end !== 0) throw new Failure(`A worker ended by itself (${end}); what it said is above.`)
  })
  await Promise.all(ends)
}

/** At once: whoever stops a long run has what it found so far. */
function print({ seed, failed }: Report): void {
  if (failed) process.stdout.write(`\nseed ${seed}: ${failed.problems.join('\n  ')}\n${failed.regression}\n`)
}

runVerb(async () => {
  const range = parse(process.argv.slice(2))
  let done = 0
  let failed = 0
  await step(`Fuzz: ${range.seeds} seeds from ${range.from}`, (tell) =>
    runSeeds(range, (report) => {
      done++
      if (report.failed) failed++
      print(report)
      tell(`${done} done, ${failed} failed`)
    })
  )
  if (failed > 0)
    process.stdout.write('\nA history that is mended goes into fuzz/regressions.ts, so that it stays so.\n')
  process.stdout.write(`${range.seeds - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
})
