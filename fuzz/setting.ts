import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openAccountStore } from '../src/main/store/account-store.ts'
import { rules } from '../src/server/rooms/rules.ts'
import { openSqliteStore } from '../src/server/store/sqlite.ts'
import { silentLog } from '../src/shared/testkit/make.ts'
import type { Person } from './device.ts'
import { hashOf } from './server.ts'

export const PEOPLE: readonly Person[] = [
  { id: 1, username: 'ada', isSuperuser: true },
  { id: 2, username: 'bob', isSuperuser: false },
  { id: 3, username: 'cyd', isSuperuser: false }
]
/** Has no device here, and says a lot at once. */
export const CROWD: Person = { id: 4, username: 'dan', isSuperuser: false }
export const tokenOf = ({ username }: Person): string => `token-of-${username}`

/** A folder in memory where the system has such a thing: what is proven is not the disk. */
export function makeFolder(): { path: string; remove: () => void } {
  const memory = '/dev/shm'
  const path = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'causerie-fuzz-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Puts a server's file into a folder, as it is before anything happens. Made once in `base`: copying is faster. */
export async function placeServerFile(base: string, folder: string, rooms: number): Promise<void> {
  const template = join(base, `template-${rooms}`)
  if (!existsSync(template)) {
    mkdirSync(template)
    await makeServerFile(join(template, 'causerie.db'), rooms)
  }
  cpSync(template, join(folder, 'server'), { recursive: true })
}

/** Puts an empty copy of an account where a device looks for it. */
export function placeCopyFile(base: string, file: string): void {
  const template = join(base, 'copy.sqlite')
  if (!existsSync(template)) openAccountStore(template).close()
  copyFileSync(template, file)
}

async function makeServerFile(file: string, rooms: number): Promise<void> {
  const deps = { rules, randomBytes: (size: number) => new Uint8Array(size).fill(7), log: silentLog }
  const store = openSqliteStore(file, deps)
  for (const person of [...PEOPLE, CROWD]) {
    const { username, isSuperuser } = person
    const names = { username, usernameKey: username, firstName: '', lastName: '' }
    await store.addUser({ ...names, isSuperuser, passwordHash: '$argon2id$', at: 0 })
    await store.addToken({
      userId: person.id,
      passwordHash: '$argon2id$',
      hash: hashOf(tokenOf(person)),
      at: 0
    })
  }
  await store.close()
  const db = new Database(file)
  db.exec("UPDATE epochs SET id = 'epoch-1', began_at = 0")
  for (let id = 2; id <= rooms; id++) {
    const stream = db.prepare('INSERT INTO streams (name) VALUES (?)').run(`room:${id}`).lastInsertRowid
    db.prepare('INSERT INTO rooms (id, name, stream) VALUES (?, ?, ?)').run(id, `Salon ${id}`, stream)
  }
  db.close()
}
