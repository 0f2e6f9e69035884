import { cpSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.ts'
import type { Runtime } from './runtime.ts'

/**
 * Lays out the app as a folder that `electron <folder>` runs (there `app.isPackaged` is false): package.json,
 * the build, the resources, and in node_modules the native modules of this very runtime. `build` is left out
 * for development, where electron-vite writes it.
 */
export function assembleFolder(runtime: Runtime, folder: string, parts: { build: boolean }): void {
  replace(folder, (work) => {
    mkdirSync(join(work, 'node_modules'), { recursive: true })
    writeFileSync(join(work, 'package.json'), JSON.stringify(manifest(runtime), undefined, 2))
    if (parts.build) {
      for (const part of ['main', 'preload', 'renderer'])
        copy(join(root, 'out', part), join(work, 'out', part))
    }
    if (existsSync(join(root, 'resources'))) copy(join(root, 'resources'), join(work, 'resources'))
    for (const [name, module] of nativeModules(runtime)) copyModule(module, join(work, 'node_modules', name))
  })
}

/**
 * Lays out the app as it is installed (there `app.isPackaged` is true): all of the runtime, whose files are
 * hard links, with the app inside. Returns the executable, relative to the folder.
 */
export function assemblePackaged(runtime: Runtime, folder: string): string {
  const executable = packagedExecutable(runtime)
  replace(folder, (work) => {
    linkTree(runtime.dist, work)
    renameSync(join(work, runtime.executable), join(work, executable))
    rmSync(join(work, runtime.resources, 'default_app.asar'), { force: true })
    assembleFolder(runtime, join(work, runtime.resources, 'app'), { build: true })
  })
  return executable
}

/** Where the native modules of the app are, by their names: those of this very runtime, and those that fit all. */
function nativeModules(runtime: Runtime): ReadonlyMap<string, string> {
  const own = runtime.nativeModules.map((name) => [name, join(runtime.modules, name)] as const)
  const scope = join(root, 'node_modules/@node-rs')
  // Of the system's own binaries npm installs only those that fit it.
  const forAll = readdirSync(scope).map((name) => [`@node-rs/${name}`, join(scope, name)] as const)
  return new Map([...own, ...forAll])
}

/** On macOS the bundle's own description names the executable, so it keeps its name there. */
function packagedExecutable(runtime: Runtime): string {
  if (process.platform === 'darwin') return runtime.executable
  return process.platform === 'win32' ? 'causerie.exe' : 'causerie'
}

/** Writes a folder beside its place, then puts it there, so that nobody finds it half done. */
function replace(folder: string, write: (work: string) => void): void {
  const work = `${folder}.new`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  write(work)
  rmSync(folder, { recursive: true, force: true })
  renameSync(work, folder)
}

/** The package.json of the assembled app: its only dependencies are the native modules beside it. */
function manifest(runtime: Runtime): object {
  const versions = [...nativeModules(runtime)].map(([name, module]) => {
    const file = join(module, 'package.json')
    return [name, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version]
  })
  const { name, productName, version, description, author, license, main } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8')
  ) as Record<string, unknown>
  const desktopName = 'causerie.desktop'
  const dependencies: unknown = Object.fromEntries(versions)
  return { name, productName, version, description, author, license, main, desktopName, dependencies }
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true })
}

/** Copies a native module without the C sources that its package carries. */
function copyModule(from: string, to: string): void {
  const sources = [join(from, 'deps'), join(from, 'src')]
  cpSync(from, to, { recursive: true, filter: (path) => !sources.includes(path) })
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)]
    const stat = lstatSync(source)
    if (stat.isDirectory()) linkTree(source, target)
    else if (stat.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkOrCopy(source, target)
  }
}

/** A hard link, or a copy when the runtime lies on another disk. */
function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    cpSync(source, target)
  }
}
