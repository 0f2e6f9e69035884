import type { Database } from 'better-sqlite3'
import { SERVER_STREAM } from '../../shared/protocol/constants.ts'
import type { AuditDetails, AuditedAct, AuditEntry, Member, OperatorReader } from './administration.ts'
import { present } from './present.ts'
import { rowToUser, USER_COLUMNS, type UserRow } from './sqlite-rows.ts'

/** People, the audit log and numbers; on a file that another process may be writing to. */
export function sqliteOperatorReader(db: Database): OperatorReader {
  const members = db.prepare<[], MemberRow>(`
    SELECT ${USER_COLUMNS}, users.created_at, users.deactivated_at,
      (SELECT max(last_used_at) FROM tokens WHERE tokens.user = users.id) AS last_seen_at
    FROM users ORDER BY users.id`)
  const auditEntries = db.prepare<[number], AuditRow>(`
    SELECT audit.id, at, actor, username, act, subject, details
    FROM audit LEFT JOIN users ON users.id = audit.actor
    ORDER BY audit.id DESC LIMIT ?`)
  const statistics = db.prepare<[string], StatisticsRow>(`
    SELECT
      (SELECT count(*) FROM users WHERE deactivated_at IS NULL) AS active,
      (SELECT count(*) FROM users WHERE deactivated_at IS NOT NULL) AS deactivated,
      (SELECT count(*) FROM users WHERE deactivated_at IS NULL AND is_superuser = 1) AS superusers,
      (SELECT count(*) FROM tokens JOIN users ON users.id = tokens.user
        WHERE revoked_at IS NULL AND deactivated_at IS NULL) AS signed_in,
      (SELECT count(*) FROM messages WHERE body IS NOT NULL) AS kept,
      (SELECT count(*) FROM messages WHERE body IS NULL) AS deleted,
      (SELECT count(*) FROM notifications JOIN streams ON streams.id = stream WHERE name = ?) AS general,
      (SELECT count(*) FROM notifications) AS notifications`)
  const countPosted = db.prepare<[number, number], { count: number }>(
    'SELECT count(*) AS count FROM messages WHERE created_at >= ? AND created_at < ?'
  )
  return {
    async members() {
      return members.all().map(rowToMember)
    },
    async auditEntries(limit) {
      return auditEntries.all(limit).map(rowToEntry).toReversed()
    },
    async statistics() {
      const row = present(statistics.get(SERVER_STREAM), 'the numbers')
      return {
        users: { active: row.active, deactivated: row.deactivated, superusers: row.superusers },
        signedIn: row.signed_in,
        messages: { kept: row.kept, deleted: row.deleted },
        notifications: { general: row.general, personal: row.notifications - row.general }
      }
    },
    async countPosted(from, to) {
      return countPosted.get(from, to)?.count ?? 0
    }
  }
}

interface MemberRow extends UserRow {
  readonly created_at: number
  readonly deactivated_at: number | null
  readonly last_seen_at: number | null
}

function rowToMember(row: MemberRow): Member {
  const { created_at: createdAt, deactivated_at: deactivatedAt, last_seen_at: lastSeenAt } = row
  return { ...rowToUser(row), createdAt, deactivatedAt, lastSeenAt }
}

interface AuditRow {
  readonly id: number
  readonly at: number
  readonly actor: number | null
  readonly username: string | null
  readonly act: AuditedAct
  readonly subject: string
  readonly details: string
}

function rowToEntry({ id, at, actor, username, act, subject, details }: AuditRow): AuditEntry {
  const parsed = JSON.parse(details) as AuditDetails
  const who = actor === null || username === null ? null : { id: actor, username }
  return { id, at, actor: who, act, subject, details: parsed }
}

interface StatisticsRow {
  readonly active: number
  readonly deactivated: number
  readonly superusers: number
  readonly signed_in: number
  readonly kept: number
  readonly deleted: number
  readonly general: number
  readonly notifications: number
}
