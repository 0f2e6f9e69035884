import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from '../../src/server/accounts/passwords.ts'
import { createToken, hashSecret } from '../../src/server/accounts/secrets.ts'
import { dataFolderAt, prepareDataFolder } from '../../src/server/data-folder.ts'
import { rules } from '../../src/server/rooms/rules.ts'
import { openSqliteStore } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { systemWorld } from '../../src/server/world.ts'

/** A server's data folder in which people are registered. */
export interface Population {
  /** Of those who are signed in, in the order of their numbers, which begin at 1. */
  readonly tokens: readonly string[]
  /** A copy of the folder, to start a server on. */
  settle(): string
  dispose(): void
}

/**
 * Writes people through the server's own store, of whom the first are signed in. They share one password, because
 * hashing one takes its time.
 */
export async function registerPeople(count: number, signedIn: number): Promise<Population> {
  const folder = makeFolder()
  const store = openStore(folder)
  const passwordHash = await hashPassword('password of everybody')
  const tokens: string[] = []
  for (let number = 1; number <= count; number++) {
    const id = await registerPerson(store, { number, passwordHash })
    if (number <= signedIn) tokens.push(await signIn(store, id, passwordHash))
  }
  await store.close()
  const copies: string[] = []
  return {
    tokens,
    settle() {
      const copy = makeFolder()
      copies.push(copy)
      cpSync(dataFolderAt(folder).database, dataFolderAt(copy).database)
      return copy
    },
    dispose() {
      for (const one of [folder, ...copies]) rmSync(one, { recursive: true, force: true })
    }
  }
}

/** The store of a folder on which no server runs. */
export function openStore(folder: string): Store {
  return openSqliteStore(dataFolderAt(folder).database, { ...systemWorld(), rules })
}

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-bench-'))
  prepareDataFolder(dataFolderAt(folder))
  return folder
}

async function registerPerson(
  store: Store,
  { number, passwordHash }: { number: number; passwordHash: string }
): Promise<number> {
  const username = `elise.legoff.${number}`
  const name = { firstName: `Élise ${number}`, lastName: 'Le Goff' }
  const profile = { username, usernameKey: username, ...name, isSuperuser: false }
  const added = await store.addUser({ ...profile, passwordHash, at: Date.now() })
  if (!added) throw new Error(`there is a user ${username} already`)
  return added.user.id
}

async function signIn(store: Store, userId: number, passwordHash: string): Promise<string> {
  const token = createToken(randomBytes)
  await store.addToken({ userId, passwordHash, hash: hashSecret(token), at: Date.now() })
  return token
}
