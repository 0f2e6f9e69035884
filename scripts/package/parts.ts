import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/paths.ts'
import { Failure } from '../lib/progress.ts'
import type { Runtime } from '../lib/runtime.ts'

/** Something of others that is in the installed app. */
export interface Part {
  readonly name: string
  readonly version: string
  /** An SPDX expression. */
  readonly licence: string
  /** What its authors ask to be handed on: licence and notices. */
  readonly texts: readonly string[]
  /** The hash in package-lock.json, for what was installed from there. */
  readonly integrity: string | undefined
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

interface Locked {
  readonly version?: string
  readonly integrity?: string
}
interface Lock {
  readonly packages: Readonly<Record<string, Locked>>
}

/** The licences that may be shipped. Another one wants a person's judgement first, then a line here. */
const acceptedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense'
])

/** Packages that come without their licence's text, and the file of their authors that has it, or at least names it. */
const textsElsewhere: [name: RegExp, file: string][] = [
  [/^@nodable\//, 'node_modules/fast-xml-parser/LICENSE'],
  [/^abstract-logging$/, 'node_modules/abstract-logging/Readme.md'],
  [/^@node-rs\/argon2-/, 'node_modules/@node-rs/argon2/LICENSE']
]

/** Everything of others in the app, by name: Electron, its native modules and what the bundles were made of. */
export function partsOf(runtime: Runtime, app: string): Part[] {
  const { dependencies } = readJson(join(app, 'package.json')) as { dependencies: object }
  const notes = join(root, 'out/packages')
  const bundled = readdirSync(notes).flatMap((file) => readJson(join(notes, file)) as string[])
  const { packages: locked } = readJson(join(root, 'package-lock.json')) as Lock
  const parts = [
    readElectron(runtime, locked),
    ...Object.keys(dependencies).map((path) => readPart(app, path, locked)),
    ...bundled.map((path) => readPart(root, path, locked))
  ]
  const byKey = new Map(parts.map((part) => [`${part.name}@${part.version}`, part]))
  return [...byKey.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** True for a licence that may be shipped; of alternatives one is enough, of several all have to be. */
export function isAccepted(expression: string): boolean {
  const alternatives = expression.replaceAll(/[()]/g, '').split(' OR ')
  return alternatives.some((one) => one.split(' AND ').every((licence) => acceptedLicences.has(licence)))
}

function readElectron({ dist, version }: Runtime, locked: Lock['packages']): Part {
  // The name that electron-builder and the fallback give it, and the one that it is downloaded with.
  const file = ['LICENSE.electron.txt', 'LICENSE'].map((name) => join(dist, name)).find(existsSync)
  if (file === undefined) throw new Failure(`${dist} has no licence of Electron: it is not whole.`)
  const texts = [readFileSync(file, 'utf8').trim()]
  const integrity = integrityOf(locked['node_modules/electron'], version)
  return { name: 'electron', version, licence: 'MIT', texts, integrity }
}

/** Reads the package at a path below the node_modules of a folder. */
function readPart(folder: string, path: string, locked: Lock['packages']): Part {
  const place = join(folder, 'node_modules', path)
  const { name, version, license } = readJson(join(place, 'package.json')) as Manifest
  if (license === undefined) throw new Failure(`${place}/package.json names no licence.`)
  const integrity = integrityOf(locked[`node_modules/${path}`], version)
  return { name, version, licence: license, texts: textsOf(name, place), integrity }
}

/** The fallback brings versions of its own, of which the lock file knows nothing. */
function integrityOf(locked: Locked | undefined, version: string): string | undefined {
  return locked?.version === version ? locked.integrity : undefined
}

function textsOf(name: string, folder: string): string[] {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  const own = files.toSorted().map((file) => join(folder, file))
  const others = textsElsewhere.filter(([names]) => names.test(name)).map(([, file]) => join(root, file))
  return [...own, ...others].map((file) => readFileSync(file, 'utf8').trim())
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
