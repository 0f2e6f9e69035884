import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from '../lib/build.ts'
import { fingerprint } from '../lib/fingerprint.ts'
import { withLock } from '../lib/lock.mjs'
import { root } from '../lib/paths.ts'
import { Failure } from '../lib/progress.ts'
import { resolveRuntime, type Runtime } from '../lib/runtime.ts'
import { debianVersion } from './deb-texts.ts'
import { makeDeb, type DebJob } from './deb.ts'
import { makeUnpacked, type Unpacked } from './unpacked.ts'

/** What `npm run package` has made. */
export interface Package {
  readonly runtime: Runtime
  /** The assembled app that is inside. */
  readonly app: string
  readonly unpacked: Unpacked
  /** What can be handed on: files. */
  readonly files: readonly string[]
}

/** The package of what is built, made unless nothing has changed since the last time. */
export async function ensurePackage(): Promise<Package> {
  const runtime = await resolveRuntime()
  const { made: app } = await ensureBuilt(runtime)
  const made = fingerprint(app, ['scripts/package', 'scripts/lib'])
  return withLock(join(root, '.cache/package.lock'), async () => {
    const record = join(outputOf(runtime), 'made.json')
    return readRecord(record, made) ?? (await make(runtime, made, false))
  })
}

/** The package and the installers of this system, made anew; only of what may be handed on. */
export async function makeInstallers(): Promise<Package> {
  const runtime = await resolveRuntime()
  if (runtime.kind === 'fallback') {
    throw new Failure(
      `Installers are made with the official Electron alone. ` +
        `Set CAUSERIE_RUNTIME=official where it can be downloaded.`
    )
  }
  const { made: app } = await ensureBuilt(runtime)
  const made = fingerprint(app, ['scripts/package', 'scripts/lib'])
  return withLock(join(root, '.cache/package.lock'), () => make(runtime, made, true))
}

async function make(runtime: Runtime, made: string, withInstallers: boolean): Promise<Package> {
  const output = outputOf(runtime)
  const work = join(root, '.runtime', runtime.kind, 'package')
  const places = { app: join(work, 'app'), extras: join(work, 'extras'), output }
  const unpacked = await makeUnpacked(runtime, places, withInstallers)
  const installers = readdirSync(output).filter((name) => /^causerie-.*\.(AppImage|exe|dmg|zip)$/.test(name))
  const deb = existsSync('/usr/bin/dpkg-deb') ? [await makeDeb(debOf(runtime, unpacked, output))] : []
  const { app } = places
  const result = { runtime, app, unpacked, files: [...deb, ...installers.map((name) => join(output, name))] }
  writeFileSync(join(output, 'made.json'), JSON.stringify({ ...result, made }, undefined, 2))
  return result
}

/** The .deb of an unpacked app; for trying out when its Electron is. */
export function debOf(runtime: Runtime, unpacked: Unpacked, output: string): DebJob {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const isTrial = runtime.kind === 'fallback'
  return { unpacked: unpacked.folder, output, version: debianVersion(version, isTrial), isTrial }
}

/** One folder for each kind of Electron, so that what is for trying out lies nowhere near what is not. */
function outputOf({ kind }: Runtime): string {
  return join(root, 'dist', kind)
}

function readRecord(file: string, wanted: string): Package | undefined {
  if (!existsSync(file)) return undefined
  const { made, ...result } = JSON.parse(readFileSync(file, 'utf8')) as Package & { made: string }
  return made === wanted && result.files.every(existsSync) ? result : undefined
}
