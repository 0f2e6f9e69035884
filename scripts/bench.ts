/** `npm run bench`: builds if needed and measures the built app against its floors. Arguments go to bench/run.ts. */
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.ts'
import { root } from './lib/paths.ts'
import { start } from './lib/programs.ts'
import { ensureSystemPackages } from './lib/system-packages.ts'
import { runVerb } from './lib/verb.ts'

runVerb(async () => {
  await ensureSystemPackages('display')
  await ensureBuilt()
  const bench = start(process.execPath, [join(root, 'bench/run.ts'), ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'inherit']
  })
  return (await bench.ended) === 0 ? 0 : 1
})
