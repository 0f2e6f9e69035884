import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from '../lib/paths.ts'
import type { Package } from './package.ts'

/** What was made, each with its size, and with which Electron. */
export function report({ runtime, unpacked, files }: Package): string {
  const archive = join(unpacked.resources, 'app.asar')
  const natives = `${archive}.unpacked`
  const made = [
    [unpacked.folder, 'unpacked, of which'],
    [archive, 'the app'],
    ...(existsSync(natives) ? [[natives, 'its native modules']] : []),
    ...files.map((file) => [file, 'ready to install'])
  ] as [path: string, what: string][]
  const lines = made.map(
    ([path, what]) => `${megabytes(path).padStart(9)}  ${relative(root, path)} (${what})`
  )
  const trial = 'of the npm registry: for trying out only, never to be shipped.'
  const electron = `Electron ${runtime.version}, ${runtime.kind === 'official' ? 'the official one.' : trial}`
  return `${[electron, ...lines].join('\n')}\n`
}

function megabytes(path: string): string {
  return `${(bytesAt(path) / 1e6).toFixed(1)} MB`
}

function bytesAt(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.size
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile()
  )
  return entries.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}
