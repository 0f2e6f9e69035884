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

/** Packages that come without their licence's text, and the file of a package of the same authors that has it. */
const textsElsewhere: [name: RegExp, file: string][] = [
  [/^@nodable\//, 'node_modules/fast-xml-parser/LICENSE'],
  [/^@node-rs\/argon2-/, 'node_modules/@node-rs/argon2/LICENSE']
]

/** Everything of others in the app, by name: Electron, its native modules and what the bundles were made of. */
export function partsOf(runtime: Runtime): Part[] {
  const notes = join(root, 'out/packages')
  const bundled = readdirSync(notes).flatMap(
    (file) => JSON.parse(readFileSync(join(notes, file), 'utf8')) as string[]
  )
  const folders = [
    ...runtime.nativeModules.map((name) => join(runtime.modules, name)),
    ...bundled.map((name) => join(root, 'node_modules', name))
  ]
  const parts = [electron(runtime), ...folders.map(readPart)]
  const byKey = new Map(parts.map((part) => [`${part.name}@${part.version}`, part]))
  return [...byKey.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** True for a licence that may be shipped; of alternatives one is enough, of several all have to be. */
export function isAccepted(expression: string): boolean {
  const alternatives = expression.replaceAll(/[()]/g, '').split(' OR ')
  return alternatives.some((one) => one.split(' AND ').every((licence) => acceptedLicences.has(licence)))
}

function electron({ dist, version }: Runtime): Part {
  // The name that electron-builder and the fallback give it, and the one that it is downloaded with.
  const file = ['LICENSE.electron.txt', 'LICENSE'].map((name) => join(dist, name)).find(existsSync)
  if (file === undefined) throw new Failure(`${dist} has no licence of Electron: it is not whole.`)
  const { integrity } = lockedPackages()['node_modules/electron'] ?? {}
  const isLocked = readManifest(join(root, 'node_modules/electron')).version === version
  const texts = [readFileSync(file, 'utf8')]
  return { name: 'electron', version, licence: 'MIT', texts, integrity: isLocked ? integrity : undefined }
}

function readPart(folder: string): Part {
  const { name, version, license } = readManifest(folder)
  if (license === undefined) throw new Failure(`${folder}/package.json names no licence.`)
  const place = folder.slice(root.length + 1).replaceAll('\\', '/')
  const integrity = folder.startsWith(root) ? lockedPackages()[place]?.integrity : undefined
  return { name, version, licence: license, texts: textsOf(name, folder), integrity }
}

function textsOf(name: string, folder: string): string[] {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  const own = files.toSorted().map((file) => join(folder, file))
  const others = textsElsewhere.filter(([names]) => names.test(name)).map(([, file]) => join(root, file))
  return [...own, ...others].map((file) => readFileSync(file, 'utf8').trim())
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

function lockedPackages(): Record<string, { integrity?: string }> {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string }>
  }
  return lock.packages
}
