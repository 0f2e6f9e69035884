import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { positionAt } from '../../shared/model/position.ts'
import { clientId, posted } from '../../shared/testkit/make.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { forgetMessagesOf, openAccountStore, type AccountStore } from './account-store.ts'

/** Every row of every table, by table. */
function rowsOf(file: string): Record<string, unknown[]> {
  const db = new Database(file, { readonly: true })
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  const rows = tables
    .filter(({ name }) => !name.startsWith('sqlite_'))
    .map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).all()] as const)
  db.close()
  return Object.fromEntries(rows)
}

function fill(store: AccountStore): void {
  const { messages, outbox, cursors, missing, readings, notifications, drafts, users, identity } = store
  const user = { id: 1, username: 'ada', firstName: '', lastName: '', isSuperuser: false }
  identity.set({ userId: 1, serverName: 'Labo', epoch: 'one', messageLimit: 4000 })
  identity.setRooms([{ id: 1, name: 'Général' }])
  users.put(user)
  for (let seq = 1; seq <= 500; seq++) {
    const { change } = posted(seq, { body: 'x'.repeat(1000) })
    if (change.kind === 'posted') messages.putPosted(change.message, seq)
  }
  messages.addTyped({ clientId: clientId(900), roomId: 1, senderId: 1, body: 'waiting', sentAt: 1 })
  outbox.add(clientId(900), 1)
  cursors.set('room:1', { seq: 500, event: 'e' })
  cursors.set('user:1', { seq: 3, event: 'f' })
  missing.add('room:1', { from: 1, to: 9 })
  readings.setPosition(1, positionAt(500))
  readings.setTold('room:1', 500)
  drafts.set(1, 'half a sentence')
  store.incidents.add({ kind: 'server-restored', resent: 1, lost: 0 }, 1)
  notifications.put({ id: 7, kind: 'general', title: '', body: 'tonight', sender: null, sentAt: 1 }, 'server')
  notifications.mark({ notificationId: 7, andOlder: false })
}

it('keeps all but what the server can say again, and gives the space back', () => {
  const file = join(temporaryFolder(), 'account.sqlite')
  const store = openAccountStore(file)
  fill(store)
  store.close()
  const before = rowsOf(file)
  const sizeBefore = statSync(file).size
  forgetMessagesOf(file)
  const after = rowsOf(file)
  expect(Object.keys(after).toSorted()).toEqual(Object.keys(before).toSorted())
  const { message, missing, ...rest } = after
  expect(message).toMatchObject([{ client_id: clientId(900), body: 'waiting' }])
  expect(missing).toEqual([{ stream: 'room:1', from_seq: 1, to_seq: 500 }])
  for (const [table, rows] of Object.entries(rest)) {
    expect(rows, table).toEqual(before[table])
    // A table that nobody thought of would stand here empty.
    expect(rows, table).not.toEqual([])
  }
  expect(statSync(file).size).toBeLessThan(sizeBefore / 2)
  expect(existsSync(`${file}.new`)).toBe(false)
})

it('keeps an own message that was acknowledged and has not come: a server that is restored now asks for it', () => {
  const file = join(temporaryFolder(), 'account.sqlite')
  const store = openAccountStore(file)
  fill(store)
  store.outbox.remove(clientId(900))
  store.messages.place(clientId(900), { id: 901, seq: 503, n: 501 }, 1)
  store.close()
  forgetMessagesOf(file)
  expect(rowsOf(file)['message']).toMatchObject([{ client_id: clientId(900), seq: 503, body: 'waiting' }])
})

it('leaves the copy as it was when it cannot be made anew', () => {
  const file = join(temporaryFolder(), 'account.sqlite')
  const store = openAccountStore(file)
  fill(store)
  store.close()
  const db = new Database(file)
  db.exec('DROP TABLE draft')
  db.close()
  const before = rowsOf(file)
  expect(() => forgetMessagesOf(file)).toThrow(/draft/)
  expect(rowsOf(file)).toEqual(before)
})

it('puts nothing in the place of a copy whose latest words are not in its file yet', () => {
  const file = join(temporaryFolder(), 'account.sqlite')
  const store = openAccountStore(file)
  // As long as somebody reads, or the disk is full, they stay in the log beside it.
  const reader = new Database(file, { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT * FROM message').all()
  fill(store)
  store.close()
  expect(() => forgetMessagesOf(file)).toThrow(/log/)
  reader.close()
  const again = openAccountStore(file)
  expect(again.drafts.get(1)).toBe('half a sentence')
  expect(again.messages.countPlaced()).toBe(500)
  again.close()
})
