import type { Database } from 'better-sqlite3'
import { SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import type { WriteAudit } from './sqlite-audit.ts'
import type { BeginEvents } from './sqlite-event-writer.ts'
import { type ReadEventKind, rowToUser, USER_COLUMNS, type UserRow } from './sqlite-rows.ts'
import type { AccountStore, AddedUser, NewToken, NewUser } from './store.ts'

/** People, passwords and tokens. */
export function sqliteAccounts(db: Database, beginEvents: BeginEvents, audit: WriteAudit): AccountStore {
  const sql = prepareStatements(db)

  const countUsers = (): number => sql.countUsers.get()?.count ?? 0

  /** Within a transaction. */
  function insertUser(user: NewUser): AddedUser | null {
    const { username, firstName, lastName, isSuperuser, at } = user
    const inserted = sql.insertUser.run({ ...user, isSuperuser: isSuperuser ? 1 : 0 })
    if (inserted.changes === 0) return null
    const id = Number(inserted.lastInsertRowid)
    return {
      user: { id, username, firstName, lastName, isSuperuser },
      events: beginStream(id, at)
    }
  }

  /** What was announced before somebody came is history to them, not unread. */
  function beginStream(userId: number, at: number): readonly StreamEvent[] {
    const stream = userStream(userId)
    const streamId = Number(sql.insertStream.run(stream).lastInsertRowid)
    const notificationId = sql.newestAnnouncement.get(SERVER_STREAM)?.id ?? null
    if (notificationId === null) return []
    sql.readTo.run(notificationId, userId)
    const kind: ReadEventKind = 'read_to'
    const events = beginEvents()
    const place = events.nextPlace(streamId)
    events.write(place, { kind, subject: notificationId, at })
    events.end()
    return [
      { stream, seq: place.seq, id: place.id, change: { kind: 'read', notificationId, andOlder: true } }
    ]
  }

  const insertOneUser = db.transaction((user: NewUser): AddedUser | null => {
    const added = insertUser(user)
    if (added) audit({ at: user.at, actorId: null, act: 'user.added', ...aboutUser(added) })
    return added
  })
  const insertFirstUser = db.transaction((user: NewUser, codeHash: Uint8Array): AddedUser | null => {
    if (countUsers() > 0) return null
    if (sql.spendSetupCode.run(codeHash).changes === 0) return null
    const added = insertUser(user)
    if (added) audit({ at: user.at, actorId: added.user.id, act: 'server.set_up', ...aboutUser(added) })
    return added
  })
  const touchTokens = db.transaction((tokenIds: readonly number[], at: number) => {
    for (const tokenId of tokenIds) sql.touchToken.run(at, tokenId)
  })

  return {
    async countUsers() {
      return countUsers()
    },
    async addUser(user) {
      return insertOneUser.immediate(user)
    },
    async addFirstUser(user, codeHash) {
      return insertFirstUser.immediate(user, codeHash)
    },
    async setSetupCode(codeHash) {
      sql.setSetupCode.run(codeHash)
    },
    async findCredentials(usernameKey) {
      const row = sql.credentials.get(usernameKey)
      return row ? { user: rowToUser(row), passwordHash: row.password_hash } : null
    },
    async addToken(token) {
      return sql.insertToken.run(token).changes === 1
    },
    async findToken(hash) {
      const row = sql.token.get(hash)
      return row ? { tokenId: row.token_id, user: rowToUser(row) } : null
    },
    async touchTokens(tokenIds, at) {
      touchTokens.immediate(tokenIds, at)
    },
    async revokeToken(tokenId, at) {
      sql.revokeToken.run(at, tokenId)
    }
  }
}

function aboutUser({ user }: AddedUser) {
  const { id, username, isSuperuser } = user
  return { subject: `user:${id}`, details: { username, superuser: isSuperuser } }
}

function prepareStatements(db: Database) {
  return {
    countUsers: db.prepare<[], { count: number }>('SELECT count(*) AS count FROM users'),
    insertUser: db.prepare<[Omit<NewUser, 'isSuperuser'> & { isSuperuser: 0 | 1 }]>(
      `INSERT INTO users
         (username, username_key, first_name, last_name, is_superuser, password_hash, created_at)
       VALUES (@username, @usernameKey, @firstName, @lastName, @isSuperuser, @passwordHash, @at)
       ON CONFLICT (username_key) DO NOTHING`
    ),
    insertStream: db.prepare<[string]>('INSERT INTO streams (name) VALUES (?)'),
    newestAnnouncement: db.prepare<[string], { id: number | null }>(
      'SELECT max(id) AS id FROM notifications WHERE stream = (SELECT id FROM streams WHERE name = ?)'
    ),
    readTo: db.prepare<[number, number]>('UPDATE users SET notifications_read_to = ? WHERE id = ?'),
    setSetupCode: db.prepare<[Uint8Array]>('UPDATE server SET setup_code_hash = ?'),
    spendSetupCode: db.prepare<[Uint8Array]>(
      'UPDATE server SET setup_code_hash = NULL WHERE setup_code_hash = ?'
    ),
    credentials: db.prepare<[string], UserRow & { password_hash: string }>(
      `SELECT ${USER_COLUMNS}, password_hash FROM users WHERE username_key = ?`
    ),
    // While a password is compared, which takes its time, the operator may shut its owner out.
    insertToken: db.prepare<[NewToken]>(
      `INSERT INTO tokens (hash, user, created_at, last_used_at)
       SELECT @hash, id, @at, @at FROM users
       WHERE id = @userId AND password_hash = @passwordHash AND deactivated_at IS NULL`
    ),
    token: db.prepare<[Uint8Array], UserRow & { token_id: number }>(
      `SELECT tokens.id AS token_id, ${USER_COLUMNS} FROM tokens JOIN users ON users.id = tokens.user
       WHERE tokens.hash = ? AND tokens.revoked_at IS NULL AND users.deactivated_at IS NULL`
    ),
    touchToken: db.prepare<[number, number]>('UPDATE tokens SET last_used_at = ? WHERE id = ?'),
    revokeToken: db.prepare<[number, number]>(
      'UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL'
    )
  }
}
