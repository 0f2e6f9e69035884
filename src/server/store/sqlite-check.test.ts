import Database from 'better-sqlite3'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newUser } from '../testkit/add-user.ts'
import { createTestFile, post, type TestFile } from '../testkit/test-store.ts'
import { initialSchema } from './migrations/0001-initial.ts'
import { checkFile } from './sqlite-check.ts'
import { NotAStoreError } from './sqlite-reading.ts'

let at: TestFile
beforeEach(() => {
  at = createTestFile()
})
afterEach(() => at.remove())

const problems = (file = at.file) => checkFile(file).flatMap((finding) => finding.problems)

/** Everything that a store can hold. */
async function fill(): Promise<void> {
  const store = at.open()
  for (const name of ['ada', 'root', 'gone']) {
    const hash = { passwordHash: '$argon2id$hash' }
    const added = await store.addUser({ ...newUser(name, name === 'root'), ...hash })
    await store.addToken({ userId: added!.user.id, ...hash, hash: Buffer.alloc(32, name), at: 1 })
  }
  await post(store, 1, 5)
  await store.append([
    { kind: 'delete', actorId: 2, messageId: 2, at: 2 },
    { kind: 'announce', authorId: 2, clientId: 'a', title: '', body: 'à tous', at: 3 },
    { kind: 'notify', recipientId: 1, title: '', body: 'à Ada', at: 4 },
    { kind: 'mark-read', userId: 1, notificationId: 2, andOlder: true, at: 5 },
    { kind: 'move-read-position', userId: 1, roomId: 1, n: 3, back: false }
  ])
  await store.administer({ kind: 'deactivate', usernameKey: 'gone', isForced: false, at: 6 })
  await post(store, 1, 5)
  await store.close()
}

test('nothing is wrong with what a store writes, also while it is open; nothing is left beside it', async () => {
  await fill()
  expect(problems()).toEqual([])
  const counts = Object.fromEntries(
    checkFile(at.file).map(({ looked, count }) => [looked.split(/[ ,]/)[0], count])
  )
  expect(counts).toMatchObject({
    streams: 5,
    events: 14,
    rooms: 1,
    messages: 10,
    notifications: 2,
    users: 3,
    tokens: 3,
    read: 1
  })
  expect(readdirSync(at.folder)).toEqual(['causerie.db'])
  const store = at.open()
  await post(store, 1, 1)
  expect(problems()).toEqual([])
  await store.close()
})

describe('what is wrong is said', () => {
  const cases: [string, RegExp][] = [
    [
      'DELETE FROM events WHERE stream = 1 AND seq = 3',
      /^Stream room:1 should have the numbers 1 to 11, but has 10 events, from 1 to 11\.$/
    ],
    [
      'DELETE FROM events WHERE stream = 1 AND seq = 11',
      /^Stream room:1 should have the numbers 1 to 11, but has 10 events, from 1 to 10\.$/
    ],
    ['UPDATE streams SET head = 12 WHERE id = 1', /^Stream room:1 should have the numbers 1 to 12/],
    ["UPDATE events SET id = 'same' WHERE seq <= 2 AND stream = 1", /^2 events have the id same\.$/],
    ['UPDATE rooms SET last_n = 11', /^Room Général counts 11 messages, but has 10, counted from 1 to 10\.$/],
    ['UPDATE messages SET n = 3 WHERE id = 4', /^Room Général counts 10 messages/],
    ['UPDATE messages SET n = 11 - n', /^Message 2 is counted 9, after message 10\.$/],
    ['UPDATE messages SET seq = 50 WHERE id = 3', /^Message 3 has no event that posted it at number 50/],
    [
      'UPDATE messages SET body = NULL, deleted_at = 1 WHERE id = 1',
      /^Message 1 is deleted, but no event says so at number 1/
    ],
    [
      "UPDATE messages SET body = 'back', deleted_at = NULL WHERE id = 2",
      /^Event 6 of room Général is about message 2, which does not say so\.$/
    ],
    [
      'UPDATE events SET subject = 99 WHERE stream = 1 AND seq = 1',
      /^Event 1 of room Général is about message 99/
    ],
    ['DELETE FROM notifications WHERE id = 1', /is about notification 1, which is not there\.$/],
    ["UPDATE events SET subject = 2 WHERE kind = 'notified'", /^Notification 1 has 0 events that sent it\.$/],
    ["UPDATE streams SET name = 'user:9' WHERE name = 'user:1'", /^User ada has no stream\.$/],
    ["UPDATE users SET password_hash = 'plain' WHERE id = 1", /^User ada has no password\.$/],
    ["UPDATE tokens SET hash = x'00' WHERE id = 1", /^Token 1 is not kept as a hash\.$/],
    [
      'UPDATE read_positions SET n = 11',
      /^User ada has read room Général up to message 11, but it has 10\.$/
    ],
    ['UPDATE tokens SET revoked_at = NULL', /^User gone is deactivated, but has token 3\.$/],
    ['DELETE FROM epochs', /^There is no epoch\.$/],
    [
      "INSERT INTO epochs VALUES (2, 'b', 0); INSERT INTO epoch_heads VALUES (2, 1, 12)",
      /^The newest epoch begins at number 12 of stream room:1, which ends at 11\.$/
    ],
    [
      'DROP TRIGGER audit_undeleted; DELETE FROM audit WHERE id = 1',
      /^The audit log has 6 entries, but was given 7\.$/
    ],
    ['DROP TRIGGER audit_unchanged', /^The audit log lacks what keeps its entries/],
    ['DELETE FROM users WHERE id = 3', /^Row \d+ of \w+ refers to a row of users that is not there\.$/],
    ['DROP TABLE notification_reads; DROP TABLE tokens', /^Could not be looked at: no such table: tokens\.$/]
  ]

  test('for each fault, a sentence', async () => {
    await fill()
    const whole = readFileSync(at.file)
    for (const [fault, sentence] of cases) {
      const broken = at.beside('broken.db')
      writeFileSync(broken, whole)
      const db = new Database(broken)
      db.pragma('foreign_keys = OFF')
      db.exec(fault)
      db.close()
      expect([fault, problems(broken)]).toEqual([
        fault,
        expect.arrayContaining([expect.stringMatching(sentence)])
      ])
    }
  })

  test('of very many faults the first', async () => {
    await fill()
    const db = new Database(at.file)
    db.exec('UPDATE messages SET n = n + 1')
    for (let i = 10; i < 40; i++) {
      db.exec(`INSERT INTO messages (room, author, client_id, body, content_hash, seq, n, rev, created_at)
        VALUES (1, 1, 'extra ${i}', 'cc', x'00', ${i + 100}, ${i + 100}, 1, 1)`)
    }
    db.close()
    expect(problems().at(-1)).toBe('And 10 more like it.')
  })

  test('of damaged pages', async () => {
    await fill()
    const bytes = readFileSync(at.file)
    bytes.fill(0x55, 4096 * 6, 4096 * 20)
    writeFileSync(at.file, bytes)
    expect(problems()).not.toEqual([])
  })
})

test('a file of the first schema is looked at as far as it goes', () => {
  const db = new Database(at.file)
  db.exec(initialSchema)
  db.pragma('user_version = 1')
  db.close()
  const findings = checkFile(at.file)
  expect(findings.flatMap((finding) => finding.problems)).toEqual([])
  expect(findings.some(({ looked }) => looked.startsWith('notifications'))).toBe(false)
})

test('a file that is no server’s is not looked at', () => {
  writeFileSync(at.file, 'not a database, but rather a text that is longer than the header of one'.repeat(10))
  expect(() => checkFile(at.file)).toThrow(NotAStoreError)
  const other = new Database(at.beside('other.db'))
  other.exec('CREATE TABLE streams (id)')
  other.pragma('user_version = 1')
  other.close()
  expect(() => checkFile(at.beside('other.db'))).toThrow(
    /neither the database of a Causerie server nor a backup/
  )
})
