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
import { systemWorld } from '../src/server/world.ts'
import { createTexts } from './texts.ts'

/** A server with a history, and the app's data of somebody who holds all of it on disk. */
export interface Copy {
  readonly size: number
  readonly companion: Companion
  /** Whose copy it is: a superuser. */
  readonly owner: Person
  /** The folder of the app's data. */
  readonly userData: string
  /** The oldest first. */
  readonly messages: readonly WrittenMessage[]
  dispose(): Promise<void>
}

interface WrittenMessage {
  readonly clientId: string
  /** The server's number for it. */
  readonly id: number
}

const BATCH = 1000
/** Between two messages, in milliseconds; now and then much more, so that rows get heads and days. */
const PAUSES = [20_000, 40_000, 90_000, 20_000, 600_000, 30_000, 7_200_000]
const AUTHORS = ['Inès Belkacem', 'Tom Whitaker', 'Léa Morvan', 'Noé Le Goff', 'Sarah Diallo', 'Paul Martin']

/**
 * Writes a history through the server's own store, then signs in with the app and waits until it has filled its copy:
 * what is on disk afterwards is the app's own work.
 */
export async function makeCopy(display: Record<string, string>, size: number): Promise<Copy> {
  const companion = await startCompanion()
  const owner = await companion.addUser('owner', { superuser: true, name: ['Olivia', 'Roux'] })
  await companion.stop()
  const world = systemWorld()
  const store = openSqliteStore(dataFolderAt(companion.data).database, { ...world, rules })
  const messages = await writeHistory(store, size)
  await store.close()
  await companion.restart()
  const app = await launchApp(display)
  await signIn(app, companion, owner)
  await filled(app.userData, size)
  await app.close()
  return {
    size,
    companion,
    owner,
    userData: app.userData,
    messages,
    async dispose() {
      await companion.dispose()
      rmSync(app.userData, { recursive: true, force: true })
    }
  }
}

async function writeHistory(store: Store, size: number): Promise<readonly WrittenMessage[]> {
  const [room] = await store.rooms()
  const authors = await Promise.all(AUTHORS.map((name) => addAuthor(store, name)))
  const textOf = createTexts()
  const pauseAfter = (index: number): number => PAUSES[index % PAUSES.length] ?? 0
  const length = Array.from({ length: size }, (_, index) => pauseAfter(index)).reduce(
    (sum, ms) => sum + ms,
    0
  )
  const written: WrittenMessage[] = []
  let at = Date.now() - length
  for (let from = 0; from < size; from += BATCH) {
    const count = Math.min(BATCH, size - from)
    const posts = Array.from({ length: count }, (_, offset) => {
      const index = from + offset
      at += pauseAfter(index)
      // Two or three in a row are of the same author.
      const authorId = authors[Math.floor((index * 2) / 5) % authors.length] ?? 0
      const clientId = uuidv7()
      return { kind: 'post', authorId, clientId, roomId: room?.id ?? 0, body: textOf(), at } as const
    })
    for (const [offset, outcome] of (await store.append(posts)).entries()) {
      if (outcome.kind !== 'posted') throw new Error(`the store took no message: ${JSON.stringify(outcome)}`)
      written.push({ clientId: posts[offset]?.clientId ?? '', id: outcome.receipt.id })
    }
  }
  return written
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

/** Waits until the app's copy misses nothing. */
async function filled(userData: string, size: number): Promise<void> {
  const accounts = join(userData, 'accounts')
  const [account = ''] = readdirSync(accounts)
  const db = new Database(join(accounts, account, 'account.sqlite'), { readonly: true })
  const count = db.prepare<[], { held: number }>('SELECT count(*) AS held FROM message')
  while ((count.get()?.held ?? 0) < size) await pause(200)
  db.close()
}
