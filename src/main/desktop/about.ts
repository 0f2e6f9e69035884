import { release, type } from 'node:os'
import type { About } from '../../shared/ipc/facts.ts'

/** What this program is and runs on. */
export function aboutThis(version: string, sqlite: string): About {
  const { electron, chrome, node } = process.versions
  return { version, electron, chromium: chrome, node, sqlite, system: `${type()} ${release()}` }
}
