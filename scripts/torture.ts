/** `npm run torture`: builds if needed, then kills server and app again and again. Arguments go to torture/run.ts. */
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.ts'
import { root } from './lib/paths.ts'
import { start } from './lib/programs.ts'
import { ensureSystemPackages } from './lib/system-packages.ts'
import { runVerb } from './lib/verb.ts'

runVerb(async () => {
  await ensureSystemPackages('display')
  await ensureBuilt()
  const torture = start(process.execPath, [join(root, 'torture/run.ts'), ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'inherit']
  })
  return (await torture.ended) === 0 ? 0 : 1
})
