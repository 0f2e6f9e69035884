/** `npm run conformance`: looks from outside whether a server keeps what the protocol promises. */
import { HELP, type Options, parseCommandLine, UsageError } from './conformance/arguments.ts'
import { runConformance } from './conformance/run.ts'
import { say } from './lib/progress.ts'
import { runVerb } from './lib/verb.ts'

const USAGE = 2

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function look(options: Options): Promise<number> {
  const { passed, failed } = await runConformance(options, print)
  print(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

runVerb(async () => {
  try {
    const options = parseCommandLine(process.argv.slice(2))
    if (options) return await look(options)
    process.stdout.write(HELP)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    say(error.message)
    return USAGE
  }
})
