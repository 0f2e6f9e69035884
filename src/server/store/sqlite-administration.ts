import type { Database } from 'better-sqlite3'
import type {
  AdministrationStore,
  AuditedAct,
  UserAct,
  UserActFacts,
  UserActOutcome
} from './administration.ts'
import type { WriteAudit } from './sqlite-audit.ts'
import { rowToUser, USER_COLUMNS, type UserRow } from './sqlite-rows.ts'
import { present } from './present.ts'
import type { Rules } from './store.ts'

const AUDITED: Readonly<Record<UserAct['kind'], AuditedAct>> = {
  promote: 'user.promoted',
  demote: 'user.demoted',
  activate: 'user.activated',
  deactivate: 'user.deactivated',
  'reset-password': 'user.password_reset'
}

/** Changes people: facts are read, the rules decide, the change and its record are written. */
export function sqliteAdministration(db: Database, rules: Rules, audit: WriteAudit): AdministrationStore {
  const sql = prepareStatements(db)

  const administer = db.transaction((act: UserAct): UserActOutcome => {
    const row = sql.user.get(act.usernameKey)
    const decision = rules.administer(act, factsAbout(row))
    if (typeof decision === 'object') return { kind: 'refused', code: decision.refuse }
    const { user_id: id, username } = present(row, 'the user')
    if (decision === 'nothing') return { kind: 'done-before', user: readUser(id) }
    const revokedTokenIds = write(id, act)
    const { at, kind } = act
    audit({ at, actorId: null, act: AUDITED[kind], subject: `user:${id}`, details: { username } })
    return { kind: 'done', user: readUser(id), revokedTokenIds }
  })

  function factsAbout(row: ActiveRow | undefined): UserActFacts {
    return {
      user: row ? { isSuperuser: row.is_superuser === 1, isActive: row.deactivated_at === null } : null,
      otherSuperusers: sql.otherSuperusers.get(row?.user_id ?? 0)?.count ?? 0
    }
  }

  /** Answers with the tokens that are void from now on. */
  function write(id: number, act: UserAct): readonly number[] {
    switch (act.kind) {
      case 'promote':
      case 'demote':
        sql.setSuperuser.run(act.kind === 'promote' ? 1 : 0, id)
        return []
      case 'activate':
        sql.setDeactivated.run(null, id)
        return []
      case 'deactivate':
        sql.setDeactivated.run(act.at, id)
        return revokeTokens(id, act.at)
      case 'reset-password':
        sql.setPassword.run(act.passwordHash, id)
        return revokeTokens(id, act.at)
    }
  }

  const revokeTokens = (id: number, at: number): readonly number[] =>
    sql.revokeTokens.all(at, id).map((row) => row.id)
  const readUser = (id: number) => rowToUser(present(sql.userById.get(id), 'the user'))

  return {
    async administer(act) {
      return administer.immediate(act)
    }
  }
}

interface ActiveRow extends UserRow {
  readonly deactivated_at: number | null
}

function prepareStatements(db: Database) {
  return {
    user: db.prepare<[string], ActiveRow>(
      `SELECT ${USER_COLUMNS}, users.deactivated_at FROM users WHERE username_key = ?`
    ),
    userById: db.prepare<[number], UserRow>(`SELECT ${USER_COLUMNS} FROM users WHERE id = ?`),
    otherSuperusers: db.prepare<[number], { count: number }>(
      'SELECT count(*) AS count FROM users WHERE is_superuser = 1 AND deactivated_at IS NULL AND id <> ?'
    ),
    setSuperuser: db.prepare<[0 | 1, number]>('UPDATE users SET is_superuser = ? WHERE id = ?'),
    setDeactivated: db.prepare<[number | null, number]>('UPDATE users SET deactivated_at = ? WHERE id = ?'),
    setPassword: db.prepare<[string, number]>('UPDATE users SET password_hash = ? WHERE id = ?'),
    revokeTokens: db.prepare<[number, number], { id: number }>(
      'UPDATE tokens SET revoked_at = ? WHERE user = ? AND revoked_at IS NULL RETURNING id'
    )
  }
}
