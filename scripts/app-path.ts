/** `npm run -s app:path`: one line of JSON on standard output, how to run the packaged app; builds it if needed. */
import { appArguments } from './lib/app-arguments.ts'
import { ensureBuilt } from './lib/build.ts'
import { runVerb } from './lib/verb.ts'

runVerb(async () => {
  const { packaged } = await ensureBuilt()
  process.stdout.write(`${JSON.stringify({ exec: packaged, args: appArguments() })}\n`)
  return 0
})
