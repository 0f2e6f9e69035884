import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { launchApp, signIn } from '../e2e/support/app.ts'
import { startCompanion, type Companion, type Person } from '../e2e/support/companion.ts'
import { dataFolderAt } from '../src/server/data-folder.ts'
import { rules } from '../src/server/rooms/rules.ts'
import { openSqliteStore } from '../src/server/store/sqlite.ts'
import type { Store } from '../src/server/store/store.ts'
import { addRooms } from '../src/server/testkit/add-rooms.ts'
import { systemWorld } from '../src/server/world.ts'
import { fillCopy } from './filled-copy.ts'
import { lengthOf, pauseAfter } from './pace.ts'
import { createTexts } from './texts.ts'

/** A server with a history, and the app's data of somebody who holds all of it on disk. */
export interface Copy {
  readonly size: number
  readonly companion: Companion
  /** Whose copy it is: a superuser. */
  readonly owner: Person
  /** The folder of the app's data. */
  readonly userData: string
  /** The oldest first; those that the server has. */
  readonly messages: readonly WrittenMessage[]
  /**
   * Writes messages of others into the server's store, while it is away, one room after the other; the last is in the
   * first room, which the app shows. Comes back with it.
   */
  writeWhileAway(count: number, rooms: number): Promise<readonly WrittenMessage[]>
  dispose(): Promise<void>
}

export interface WrittenMessage {
  readonly clientId: string
  /** The server's number for it. */
  readonly id: number
}

/** Of a longer history the server has `TASTE`, and the app's own store code writes the rest into the copy. */
export const MOST_FETCHED = 100_000
const TASTE = 1000
const BATCH = 1000
const AUTHORS = ['Inès Belkacem', 'Tom Whitaker', 'Léa Morvan', 'Noé Le Goff', 'Sarah Diallo', 'Paul Martin']

/**
 * Writes a history through the server's own store, then signs in with the app and waits until it has filled its copy:
 * what is on disk afterwards is the app's own work.
 */
export async function makeCopy(display: Record<string, string>, size: number): Promise<Copy> {
  const fetched = size > MOST_FETCHED ? TASTE : size
  const companion = await startCompanion()
  const owner = await companion.addUser('owner', { superuser: true, name: ['Olivia', 'Roux'] })
  const textOf = createTexts()
  let authors: readonly number[] = []
  const write = async (
    count: number,
    { endsAt, rooms }: { endsAt: number; rooms: number }
  ): Promise<readonly WrittenMessage[]> => {
    await companion.stop()
    await makeRooms(companion.data, rooms)
    const store = openSqliteStore(dataFolderAt(companion.data).database, { ...systemWorld(), rules })
    if (authors.length === 0) authors = await Promise.all(AUTHORS.map((name) => addAuthor(store, name)))
    const written = await writeHistory(store, { authors, textOf, count, endsAt, rooms })
    await store.close()
    await companion.restart()
    return written
  }
  const messages = await write(fetched, { endsAt: Date.now() - lengthOf(size - fetched), rooms: 1 })
  const app = await launchApp(display)
  await signIn(app, companion, owner)
  const file = copyFile(app.userData)
  await filled(file, fetched)
  await app.close()
  await fillCopy(file, size - fetched, textOf)
  return {
    size,
    companion,
    owner,
    userData: app.userData,
    messages,
    writeWhileAway: (count, rooms) => write(count, { endsAt: Date.now(), rooms }),
    async dispose() {
      await companion.dispose()
      rmSync(app.userData, { recursive: true, force: true })
    }
  }
}

/** Where the app keeps the copy of its only account. */
export function copyFile(userData: string): string {
  const accounts = join(userData, 'accounts')
  const [account = ''] = readdirSync(accounts)
  return join(accounts, account, 'account.sqlite')
}

interface History {
  readonly authors: readonly number[]
  readonly textOf: () => string
  readonly count: number
  readonly endsAt: number
  readonly rooms: number
}

async function writeHistory(
  store: Store,
  { authors, textOf, count, endsAt, rooms }: History
): Promise<readonly WrittenMessage[]> {
  const roomIds = (await store.rooms()).slice(0, rooms).map(({ id }) => id)
  const written: WrittenMessage[] = []
  let at = endsAt - lengthOf(count)
  for (let from = 0; from < count; from += BATCH) {
    const posts = Array.from({ length: Math.min(BATCH, count - from) }, (_, offset) => {
      const index = from + offset
      at += pauseAfter(index)
      // Two or three in a row are of the same author.
      const authorId = authors[Math.floor((index * 2) / 5) % authors.length] ?? 0
      const clientId = uuidv7()
      const roomId = roomIds[(count - 1 - index) % roomIds.length] ?? 0
      return { kind: 'post', authorId, clientId, roomId, body: textOf(), at } as const
    })
    for (const [offset, outcome] of (await store.append(posts)).entries()) {
      if (outcome.kind !== 'posted') throw new Error(`the store took no message: ${JSON.stringify(outcome)}`)
      written.push({ clientId: posts[offset]?.clientId ?? '', id: outcome.receipt.id })
    }
  }
  return written
}

/** Sees to it that the server of a folder has so many rooms. */
async function makeRooms(folder: string, count: number): Promise<void> {
  const store = openSqliteStore(dataFolderAt(folder).database, { ...systemWorld(), rules })
  const held = await store.rooms()
  await store.close()
  const names = Array.from({ length: Math.max(0, count - held.length) }, (_, index) => `Salon ${index + 1}`)
  if (names.length > 0) await addRooms(folder, names)
}

async function addAuthor(store: Store, name: string): Promise<number> {
  const [firstName = '', lastName = ''] = name.split(/ (.*)/)
  const username = lastName.toLowerCase().replaceAll(/\W/g, '')
  const passwordHash = randomBytes(8).toString('hex')
  const profile = { username, usernameKey: username, firstName, lastName, isSuperuser: false }
  const added = await store.addUser({ ...profile, passwordHash, at: Date.now() })
  if (!added) throw new Error(`there is a user ${username} already`)
  return added.user.id
}

/** Waits until the app's copy holds so many messages. */
async function filled(file: string, size: number): Promise<void> {
  const db = new Database(file, { readonly: true })
  const count = db.prepare<[], { held: number }>('SELECT count(*) AS held FROM message')
  while ((count.get()?.held ?? 0) < size) await pause(200)
  db.close()
}
