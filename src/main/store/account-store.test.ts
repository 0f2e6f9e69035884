import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bob, clientId, posted } from '../../shared/testkit/make.ts'
import type { PostedMessage } from '../../shared/protocol/event.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { openAccountStore, type AccountStore } from './account-store.ts'
import { isDiskError } from './database-faults.ts'

function openStore(): AccountStore {
  return openAccountStore(join(temporaryFolder(), 'account.sqlite'))
}

function message(seq: number, change: Partial<PostedMessage> = {}): PostedMessage {
  const event = posted(seq, change)
  if (event.change.kind !== 'posted') throw new Error('unreachable')
  return event.change.message
}

describe('messages', () => {
  it('reads pages from the end backwards, typed ones last', () => {
    const { messages, outbox } = openStore()
    for (let seq = 1; seq <= 5; seq++) messages.putPosted(message(seq), seq)
    messages.addTyped({ clientId: clientId(9), roomId: 1, senderId: 1, body: 'typed', sentAt: 1 })
    outbox.add(clientId(9), 1)

    const newest = messages.page(1, null, 2)
    expect(newest.messages.map(({ body }) => body)).toEqual(['message 4', 'message 5', 'typed'])
    expect(newest.hasOlder).toBe(true)
    const oldest = messages.page(1, 4, 3)
    expect(oldest.messages.map(({ body }) => body)).toEqual(['message 1', 'message 2', 'message 3'])
    expect(oldest.hasOlder).toBe(false)
  })

  it('keeps the greater revision, in whatever order they arrive', () => {
    const { messages } = openStore()
    messages.putPosted(message(1, { body: null, rev: 7 }), 1)
    expect(messages.putPosted(message(1, { body: 'an old page', rev: 1 }), 1).isWritten).toBe(false)
    expect(messages.get(clientId(1))).toBeNull()
    expect(messages.page(1, null, 10).messages).toEqual([])
  })

  it('adds what is new, and leaves what has its name, its number or its place as it is', () => {
    const { messages } = openStore()
    expect(messages.addPosted(message(1), 1)).toBe(true)
    expect(messages.addPosted(message(2, { clientId: clientId(1) }), 2), 'name').toBe(false)
    expect(messages.addPosted(message(2, { id: message(1).id }), 2), 'number').toBe(false)
    expect(messages.addPosted(message(2), 1), 'place').toBe(false)
    expect(messages.page(1, null, 10).messages.map(({ body }) => body)).toEqual(['message 1'])
    expect(messages.addPosted(message(2, { body: null }), 2), 'a deleted one').toBe(true)
    expect(messages.newestSeq(1)).toBe(2)
  })

  it('does not let a second author take over a message by its client id', () => {
    const { messages } = openStore()
    messages.putPosted(message(1, { sender: bob }), 1)
    const { clientId: name } = messages.putPosted(
      message(2, { clientId: clientId(1), sender: { ...bob, id: 3 } }),
      2
    )
    expect(name).not.toBe(clientId(1))
    expect(messages.get(clientId(1))?.senderId).toBe(bob.id)
    expect(messages.get(name)?.body).toBe('message 2')
    expect(
      messages.putPosted(message(2, { clientId: clientId(1), sender: { ...bob, id: 3 } }), 2).clientId
    ).toBe(name)
  })

  it('removes what is beyond a place and keeps typed ones', () => {
    const { messages, outbox } = openStore()
    messages.putPosted(message(1), 1)
    messages.addTyped({ clientId: clientId(9), roomId: 1, senderId: 1, body: 'typed', sentAt: 1 })
    outbox.add(clientId(9), 1)
    expect(messages.removeBeyond(1, 0)).toBe(1)
    expect(messages.page(1, null, 10).messages.map(({ body }) => body)).toEqual(['typed'])
  })
})

describe('missing ranges', () => {
  it('splits, shrinks and closes', () => {
    const { missing } = openStore()
    missing.add('room:1', { from: 1, to: 10 })
    missing.remove('room:1', { from: 4, to: 6 })
    expect([3, 4, 6, 7].map((seq) => missing.has('room:1', seq))).toEqual([true, false, false, true])
    expect(missing.newest('room:1')).toEqual({ from: 7, to: 10 })
    missing.remove('room:1', { from: 7, to: 12 })
    expect(missing.newest('room:1')).toEqual({ from: 1, to: 3 })
    missing.remove('room:1', { from: 1, to: 3 })
    expect(missing.newest('room:1')).toBeNull()
  })

  it('adds over what was missing already', () => {
    const { missing } = openStore()
    missing.add('room:1', { from: 3, to: 5 })
    missing.add('room:1', { from: 4, to: 8 })
    missing.remove('room:1', { from: 1, to: 8 })
    expect(missing.newest('room:1')).toBeNull()
  })
})

describe('the file', () => {
  it('has everything again when it is opened again', () => {
    const file = join(temporaryFolder(), 'account.sqlite')
    const first = openAccountStore(file)
    first.users.put(bob)
    first.identity.set({ userId: 2, serverName: 'Labo', epoch: 'e', messageLimit: 4000 })
    first.cursors.set('room:1', { seq: 3, event: 'x' })
    first.messages.addTyped({ clientId: clientId(1), roomId: 1, senderId: 2, body: 'typed', sentAt: 1 })
    first.outbox.add(clientId(1), 1)
    first.outbox.setDelivery(clientId(1), { state: 'failed', code: 'too_long' })
    first.close()

    const second = openAccountStore(file)
    expect(second.users.get(2)).toEqual(bob)
    expect(second.identity.get()?.serverName).toBe('Labo')
    expect(second.cursors.get('room:1')).toEqual({ seq: 3, event: 'x' })
    expect(second.messages.get(clientId(1))?.delivery).toEqual({ state: 'failed', code: 'too_long' })
    second.close()
  })

  it('undoes a transaction that throws', () => {
    const store = openStore()
    const work = (): void =>
      store.transaction(() => {
        store.users.put(bob)
        throw new Error('stop')
      })
    expect(work).toThrow('stop')
    expect(store.users.get(bob.id)).toBeNull()
  })

  it('of the first schema is brought to this one, with all that it holds', () => {
    const file = join(temporaryFolder(), 'account.sqlite')
    const db = new Database(file)
    db.exec(readFileSync(join(import.meta.dirname, 'migrations/0001-initial.sql'), 'utf8'))
    db.exec("INSERT INTO message VALUES ('c1', 101, 1, 2, 'from before', 5, 1, 1, 1)")
    db.pragma('user_version = 1')
    db.close()
    const store = openAccountStore(file)
    onTestFinished(store.close)
    expect(store.messages.page(1, null, 10).messages.map(({ body }) => body)).toEqual(['from before'])
    expect(store.readings.position(1)).toEqual({ readN: 1, serverN: null, isBack: false })
    expect([store.readings.newestN(1), store.drafts.get(1)]).toEqual([1, ''])
    expect(store.notifications.unread()).toEqual({ general: 0, personal: 0, unlisted: 0 })
  })

  it('of a newer program is left alone', () => {
    const file = join(temporaryFolder(), 'account.sqlite')
    openAccountStore(file).close()
    const db = new Database(file)
    db.pragma('user_version = 99')
    db.close()
    expect(() => openAccountStore(file)).toThrow(/newer program/)
  })

  it('that is none is the disk’s fault, and said so', () => {
    const folder = temporaryFolder()
    expect.assertions(1)
    try {
      openAccountStore(folder)
    } catch (error) {
      expect(isDiskError(error)).toBe(true)
    }
  })
})
