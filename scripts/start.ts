/**
 * `npm start`: installs what is missing, builds, starts the companion server and opens the app. Arguments go
 * to the app.
 */
import { ensureBuilt } from './lib/build.ts'
import { hasDisplay } from './lib/display.ts'
import { start } from './lib/programs.ts'
import { say } from './lib/progress.ts'
import { prepareSurroundings } from './lib/surroundings.ts'
import { ensureSystemPackages } from './lib/system-packages.ts'
import { runVerb } from './lib/verb.ts'

runVerb(async () => {
  await ensureSystemPackages(hasDisplay() ? 'app' : 'display')
  const { packaged } = await ensureBuilt()
  const { args, env, appStarted } = await prepareSurroundings('start')
  const app = start(packaged, [...args, ...process.argv.slice(2)], { env })
  say('App: opening. Ctrl-C here, or quitting it there, ends everything that was started.')
  appStarted()
  const code = await app.ended
  say(code === 0 ? 'App: closed.' : `App: ended (${code}).`)
  return typeof code === 'number' ? code : 1
}, 0)
