/** `npm run dev`: the app with hot reload, beside the companion server. Arguments go to the app. */
import { join } from 'node:path'
import { assembleFolder } from './lib/assemble.ts'
import { hasDisplay } from './lib/display.ts'
import { root } from './lib/paths.ts'
import { start } from './lib/programs.ts'
import { resolveRuntime } from './lib/runtime.ts'
import { prepareSurroundings } from './lib/surroundings.ts'
import { ensureSystemPackages } from './lib/system-packages.ts'
import { runVerb } from './lib/verb.ts'

runVerb(async () => {
  await ensureSystemPackages(hasDisplay() ? 'app' : 'display')
  const runtime = await resolveRuntime()
  const folder = join(root, '.runtime', runtime.kind, 'dev')
  assembleFolder(runtime, folder, { build: false })
  const { args, env, appStarted } = await prepareSurroundings('dev')
  // Its own data, so that a trial of unfinished code cannot harm the account one really uses.
  const ownData = `--user-data-dir=${join(root, '.cache/dev-user-data')}`
  const forApp = [...args, ownData, ...process.argv.slice(2)]
  const vite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const forVite = ['dev', '--watch', '--outDir', join(folder, 'out'), '--', ...forApp]
  const program = start(process.execPath, [vite, ...forVite], {
    env: {
      ...env,
      ELECTRON_EXEC_PATH: join(runtime.dist, runtime.executable),
      ELECTRON_ENTRY: folder,
      ELECTRON_MAJOR_VER: runtime.version.split('.')[0]
    }
  })
  appStarted()
  const code = await program.ended
  return typeof code === 'number' ? code : 1
}, 0)
