/** `npm run build`: builds the app and lays it out in both ways, unless nothing has changed since. */
import { ensureBuilt } from './lib/build.ts'
import { say } from './lib/progress.ts'
import { runVerb } from './lib/verb.ts'

runVerb(async () => {
  const { packaged } = await ensureBuilt()
  say(`App: ready, ${packaged}`)
  return 0
})
