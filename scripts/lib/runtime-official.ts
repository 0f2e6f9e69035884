import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, prepareCacheFolder, root } from './paths.ts'
import { run } from './programs.ts'
import { step } from './progress.ts'
import type { Runtime } from './runtime.ts'

const folder = join(root, 'node_modules/electron')
const downloadLimit = 5 * 60_000
const tryAgainAfter = 24 * 60 * 60_000

/**
 * The official Electron of the pinned version, downloaded by the package's own installer when it is missing;
 * or a sentence that says why it is not here. A download that failed is not tried again for a day, unless
 * `insist` is set.
 */
export async function resolveOfficial(options: { insist: boolean }): Promise<Runtime | { missing: string }> {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const present = find(version)
  if (present) return present
  const failure = join(cacheFolder(), `electron-${version}-not-downloaded`)
  const failedAt = statSync(failure, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (!options.insist && Date.now() - failedAt < tryAgainAfter) {
    return { missing: `Electron ${version} could not be downloaded (${readFileSync(failure, 'utf8')}).` }
  }
  prepareCacheFolder()
  const reason = await download(version)
  const downloaded = find(version)
  if (downloaded) {
    rmSync(failure, { force: true })
    return downloaded
  }
  writeFileSync(failure, reason)
  return { missing: `Electron ${version} could not be downloaded (${reason}).` }
}

function find(version: string): Runtime | undefined {
  const named = join(folder, 'path.txt')
  if (!existsSync(named)) return undefined
  const executable = readFileSync(named, 'utf8')
  const dist = join(folder, 'dist')
  if (!existsSync(join(dist, executable))) return undefined
  const resources = process.platform === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources'
  const modules = join(root, 'node_modules')
  return {
    kind: 'official',
    version,
    dist,
    executable,
    resources,
    modules,
    nativeModules: ['better-sqlite3']
  }
}

/** Runs the package's installer; returns why it failed, if it did. */
async function download(version: string): Promise<string> {
  try {
    await step(`Electron ${version}: downloading 110 MB, once (up to a few minutes)`, async () => {
      const { code, output } = await run(process.execPath, [join(folder, 'install.js')], {
        limit: downloadLimit
      })
      if (typeof code === 'string') throw new Error(`no end after ${downloadLimit / 60_000} minutes`)
      if (code !== 0) throw new Error(output.trim().split('\n')[0])
    })
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
