import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.ts'

/** A hash over a seed and the names and contents of all files at or below the paths; tests are none. */
export function fingerprint(seed: string, paths: readonly string[]): string {
  const hash = createHash('sha256').update(seed)
  for (const file of paths.flatMap(filesOf).filter((path) => !path.endsWith('.test.ts'))) {
    hash.update(`\n${file}\n`).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/** The files at or below a path, in one order everywhere. */
function filesOf(path: string): string[] {
  const place = join(root, path)
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [path]
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).toSorted()
  return names.filter((name) => statSync(join(place, name)).isFile()).map((name) => join(path, name))
}
