import type { ProfileDocument } from '../../shared/protocol/profile.ts'
import { openDatabase } from './database.ts'
import initial from './migrations/app-0001-initial.sql?raw'
import profiles from './migrations/app-0002-profiles.sql?raw'
import preferences from './migrations/app-0003-preferences.sql?raw'

/** An account that this program holds a copy of. */
export interface Account {
  /** Names its folder. */
  readonly id: string
  readonly origin: string
  /** The server's number for the person; `UNKNOWN_USER`: it has not said. */
  readonly userId: number
  /** What the person typed as their name; empty where the server's number says it all. */
  readonly username: string
  /** How its server is spoken to; null: it is a Causerie server, and no account that has none ever gets one. */
  readonly profile: ProfileDocument | null
}

/** What belongs to the program: settings, and which accounts there are. */
export interface AppStore {
  setting(name: string): string | null
  setSetting(name: string, value: string): void
  accounts(): readonly Account[]
  addAccount(account: Account, now: number): void
  setProfile(id: string, profile: ProfileDocument | null): void
  /** Notes who the person of an account is, once it is known; nothing where they have one under the same name already. */
  identifyAccount(id: string, userId: number): void
  /** Its server has another address from now on. */
  moveAccount(id: string, origin: string): void
  /** Whether the person was told what the account's server cannot do. */
  isExplained(id: string): boolean
  setExplained(id: string): void
  removeAccount(id: string): void
  sqliteVersion(): string
  close(): void
}

interface AccountRow extends Omit<Account, 'profile'> {
  readonly profile: string | null
}

export function openAppStore(file: string): AppStore {
  const db = openDatabase(file, { migrations: [initial, profiles, preferences], table: 'setting' })
  const setting = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?')
  const setSetting = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)'
  )
  const accounts = db.prepare<[], AccountRow>(
    'SELECT id, origin, user_id AS userId, username, profile FROM account ORDER BY added_at DESC'
  )
  const addAccount = db.prepare<[string, string, number, string, string | null, number]>(
    `INSERT INTO account (id, origin, user_id, username, profile, is_explained, added_at)
     VALUES (?, ?, ?, ?, ?, 0, ?)`
  )
  const setProfile = db.prepare<[string | null, string]>('UPDATE account SET profile = ? WHERE id = ?')
  const identify = db.prepare<[number, string]>('UPDATE OR IGNORE account SET user_id = ? WHERE id = ?')
  const move = db.prepare<[string, string]>('UPDATE account SET origin = ? WHERE id = ?')
  const explained = db.prepare<[string], { isExplained: number }>(
    'SELECT is_explained AS isExplained FROM account WHERE id = ?'
  )
  const setExplained = db.prepare<[string]>('UPDATE account SET is_explained = 1 WHERE id = ?')
  const sqliteVersion = db.prepare<[], { version: string }>('SELECT sqlite_version() AS version')
  const removeAccount = db.prepare<[string]>('DELETE FROM account WHERE id = ?')
  return {
    setting: (name) => setting.get(name)?.value ?? null,
    setSetting: (name, value) => void setSetting.run(name, value),
    accounts: () => accounts.all().map(rowToAccount),
    addAccount({ id, origin, userId, username, profile }, now) {
      addAccount.run(id, origin, userId, username, profile && JSON.stringify(profile), now)
    },
    setProfile: (id, profile) => void setProfile.run(profile && JSON.stringify(profile), id),
    identifyAccount: (id, userId) => void identify.run(userId, id),
    moveAccount: (id, origin) => void move.run(origin, id),
    isExplained: (id) => explained.get(id)?.isExplained === 1,
    setExplained: (id) => void setExplained.run(id),
    removeAccount: (id) => void removeAccount.run(id),
    sqliteVersion: () => sqliteVersion.get()?.version ?? '',
    close: () => void db.close()
  }
}

/** What this program wrote was checked when it was read from outside. */
function rowToAccount({ profile, ...row }: AccountRow): Account {
  return { ...row, profile: profile === null ? null : (JSON.parse(profile) as ProfileDocument) }
}
