import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { rules } from '../rooms/rules.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Outcome, Store } from '../store/store.ts'
import { clientId } from './test-client.ts'
import { createTestFolder, createTestLog } from './test-server.ts'

/** A store's file in a folder of its own, to be opened, copied and broken. */
export interface TestFile {
  readonly folder: string
  readonly file: string
  /** The path of another file in the folder. */
  beside(name: string): string
  open(): Store
  remove(): void
}

export function createTestFile(): TestFile {
  const folder = createTestFolder()
  const beside = (name: string): string => path.join(folder.path, name)
  const file = beside('causerie.db')
  return {
    folder: folder.path,
    file,
    beside,
    open: () => openTestStore(file),
    remove: folder.remove
  }
}

export function openTestStore(file: string): Store {
  return openSqliteStore(file, { rules, randomBytes, log: createTestLog() })
}

/** Posts so many messages of one user. */
export function post(
  store: Store,
  authorId: number,
  count: number,
  body = 'cc'
): Promise<readonly Outcome[]> {
  const posts = Array.from({ length: count }, () => {
    return { kind: 'post', authorId, clientId: clientId(), roomId: 1, body, at: 1000 } as const
  })
  return store.append(posts)
}
