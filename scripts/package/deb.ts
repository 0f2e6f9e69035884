import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../lib/paths.ts'
import { run } from '../lib/programs.ts'
import { Failure, step } from '../lib/progress.ts'
import {
  controlFile,
  copyrightFile,
  debianArchitecture,
  desktopFile,
  type DebDescription
} from './deb-texts.ts'
import { LICENCES_FILE, SBOM_FILE } from './notices.ts'

const program = 'usr/lib/causerie'
const documents = 'usr/share/doc/causerie'
/** What is loaded, and never started by itself. */
const library = /\.(node|so)(\.\d+)?$/

export interface DebJob extends DebDescription {
  /** The unpacked app. */
  readonly unpacked: string
  readonly output: string
}

/**
 * Makes a package for Debian and its descendants with dpkg's own program, and returns its file. The package has no
 * scripts: everything in it is a file that dpkg puts there and takes away, and the menus of the desktop and the cache
 * of the icons follow by triggers of the packages that own them.
 */
export async function makeDeb({ unpacked, output, ...description }: DebJob): Promise<string> {
  const name = `causerie_${description.version}_${debianArchitecture()}`
  const tree = join(output, name)
  rmSync(tree, { recursive: true, force: true })
  linkFiles(unpacked, join(tree, program))
  link(tree, 'usr/bin/causerie', '../lib/causerie/causerie')
  write(tree, 'usr/share/applications/causerie.desktop', desktopFile())
  const icons = join(root, 'resources/icons')
  for (const file of readdirSync(icons)) {
    const size = file.replace('.png', '')
    place(join(icons, file), join(tree, `usr/share/icons/hicolor/${size}/apps/causerie.png`))
  }
  write(tree, `${documents}/copyright`, copyrightFile())
  for (const file of [LICENCES_FILE, SBOM_FILE])
    link(tree, `${documents}/${file}`, `../../../lib/causerie/resources/${file}`)
  const files = filesBelow(tree)
  const sums = files.map((file) => `${md5(join(tree, file))}  ${file}\n`)
  const kilobytes = files.reduce((sum, file) => sum + Math.ceil(lstatSync(join(tree, file)).size / 1024), 0)
  write(tree, 'DEBIAN/md5sums', sums.join(''))
  write(tree, 'DEBIAN/control', controlFile(description, kilobytes))
  openToAll(tree)
  makeSetuid(join(tree, program, 'chrome-sandbox'))
  await step('Package: the .deb (a few seconds)', () => pack(tree, `${tree}.deb`))
  rmSync(tree, { recursive: true })
  return `${tree}.deb`
}

/** zstd, since xz takes fifty times as long for three quarters of the size. */
async function pack(tree: string, file: string): Promise<void> {
  const { code, output } = await run('dpkg-deb', ['--root-owner-group', '-Zzstd', '--build', tree, file])
  if (code !== 0) throw new Failure(`${output.trim()}\n\ndpkg-deb ended (${code}); it says why above.`)
}

/** What is installed is everybody's to read, whatever the person who packs it gives to others. */
function openToAll(tree: string): void {
  chmodSync(tree, 0o755)
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const isProgram = (statSync(path).mode & 0o100) !== 0 && !library.test(entry.name)
    chmodSync(path, entry.isDirectory() || isProgram ? 0o755 : 0o644)
  }
}

/**
 * Chromium's helper, which belongs to root and makes the sandbox for whoever starts the app. It is needed where the
 * kernel lets ordinary programs make none, as Ubuntu's does since 24.04. A copy, since a link would share its rights.
 */
function makeSetuid(file: string): void {
  const original = `${file}.original`
  copyFileSync(file, original)
  rmSync(file)
  copyFileSync(original, file)
  rmSync(original)
  chmodSync(file, 0o4755)
}

function linkFiles(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const source = join(entry.parentPath, entry.name)
    place(source, join(to, source.slice(from.length)))
  }
}

function place(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  linkSync(source, target)
}

function link(tree: string, path: string, target: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  symlinkSync(target, join(tree, path))
}

function write(tree: string, path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), text)
}

/** The plain files of the package, as its paths are written. */
function filesBelow(tree: string): string[] {
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => join(entry.parentPath, entry.name).slice(tree.length + 1)).toSorted()
}

function md5(file: string): string {
  return createHash('md5').update(readFileSync(file)).digest('hex')
}
