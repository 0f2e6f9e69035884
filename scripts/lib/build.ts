import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assembleFolder, assemblePackaged } from './assemble.ts'
import { fingerprint } from './fingerprint.ts'
import { withLock } from './lock.mjs'
import { root } from './paths.ts'
import { run } from './programs.ts'
import { Failure, step } from './progress.ts'
import { resolveRuntime, type Runtime } from './runtime.ts'

/** Absolute paths of what can be run: `exec app` (a plain Electron and the app's folder), or `packaged`. */
export interface Assembled {
  exec: string
  app: string
  packaged: string
  /** The fingerprint of what it was made of. */
  made: string
}

const record = join(root, '.runtime/assembled.json')
/** Everything that the build and the two layouts are made of. */
const inputs = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/lib/assemble.ts',
  'scripts/lib/build.ts',
  'scripts/package/bundled-packages.ts'
]

/** Builds and assembles the app, unless what is there was made of the very same inputs. */
export async function ensureBuilt(known?: Runtime): Promise<Assembled> {
  const runtime = known ?? (await resolveRuntime())
  const wanted = fingerprint(`${root} ${runtime.dist} ${runtime.version}`, inputs)
  return (
    readRecord(wanted) ??
    (await withLock(join(root, '.cache/build.lock'), async () => {
      return readRecord(wanted) ?? (await buildAndAssemble(runtime, wanted))
    }))
  )
}

async function buildAndAssemble(runtime: Runtime, made: string): Promise<Assembled> {
  await step('App: building (a few seconds)', build)
  const base = join(root, '.runtime', runtime.kind)
  const app = join(base, 'app')
  const causerie = join(base, 'causerie')
  return step('App: assembling', async () => {
    assembleFolder(runtime, app, { build: true })
    const packaged = join(causerie, assemblePackaged(runtime, causerie))
    const assembled = { exec: join(runtime.dist, runtime.executable), app, packaged, made }
    mkdirSync(join(root, '.runtime'), { recursive: true })
    writeFileSync(record, JSON.stringify(assembled, undefined, 2))
    return assembled
  })
}

async function build(): Promise<void> {
  const vite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const { code, output } = await run(process.execPath, [vite, 'build', '--logLevel', 'warn'])
  if (code !== 0) throw new Failure(`${output.trim()}\n\nThe build failed. Correct what it names above.`)
}

/** What the last run wrote down, when it was made of the same inputs and is still there. */
function readRecord(wanted: string): Assembled | undefined {
  try {
    const assembled = JSON.parse(readFileSync(record, 'utf8')) as Assembled
    const isThere = existsSync(assembled.exec) && existsSync(assembled.packaged)
    return assembled.made === wanted && isThere ? assembled : undefined
  } catch {
    // There is none, or a run was killed while it wrote: then it is made again.
    return undefined
  }
}
