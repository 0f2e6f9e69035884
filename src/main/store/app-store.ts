import type { ProfileDocument } from '../../shared/protocol/profile.ts'
import { isDamaged } from './database-faults.ts'
import {
  asideOf,
  asidesOf,
  backupsOf,
  endReplacing,
  fileAt,
  removeDatabase,
  replace
} from './database-files.ts'
import { openDatabase, type Database } from './database.ts'
import initial from './migrations/app-0001-initial.sql?raw'
import profiles from './migrations/app-0002-profiles.sql?raw'
import preferences from './migrations/app-0003-preferences.sql?raw'
import { putBack, saveGone } from './put-back.ts'
import { readDamaged, restore, salvage } from './salvage.ts'

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

/** The setting that names the damaged file which was set aside; empty: the person was told. */
export const DAMAGED_FILE = 'damagedFile'

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

type AppTables = Omit<AppStore, 'close'>

/** Opens or makes it. A damaged one is set aside, which a setting says, and what can be read of it is saved. */
export function openAppStore(file: string): AppStore {
  let db = openAppDatabase(file)
  let tables = createTables(db)
  let place = fileAt(file)
  /** A file that was deleted or replaced is put back from what is open, before it is used again. */
  const settle = (): void => {
    if (fileAt(file) === place) return
    saveGone(db, file)
    db.close()
    putBack(file, Date.now())
    db = openAppDatabase(file)
    tables = createTables(db)
    place = fileAt(file)
  }
  const settled = (): AppTables => {
    settle()
    return tables
  }
  return {
    setting: (name) => settled().setting(name),
    setSetting: (name, value) => settled().setSetting(name, value),
    accounts: () => settled().accounts(),
    addAccount: (account, now) => settled().addAccount(account, now),
    setProfile: (id, profile) => settled().setProfile(id, profile),
    identifyAccount: (id, userId) => settled().identifyAccount(id, userId),
    moveAccount: (id, origin) => settled().moveAccount(id, origin),
    isExplained: (id) => settled().isExplained(id),
    setExplained: (id) => settled().setExplained(id),
    removeAccount: (id) => settled().removeAccount(id),
    sqliteVersion: () => tables.sqliteVersion(),
    close() {
      settle()
      db.close()
    }
  }
}

function openAppDatabase(file: string): Database {
  endReplacing(file)
  try {
    return openFile(file)
  } catch (error) {
    if (!isDamaged(error)) throw error
    rescueApp(file)
    return openFile(file)
  }
}

function openFile(file: string): Database {
  const tables = ['setting', 'account']
  return openDatabase(file, {
    migrations: [initial, profiles, preferences],
    table: 'setting',
    checked: tables
  })
}

/** Puts a new file in the place of a damaged one, with what can be read of that or of an earlier one. */
function rescueApp(file: string): void {
  const fresh = `${file}.new`
  removeDatabase(fresh)
  const db = openFile(fresh)
  const wanted = new Set(['account', 'setting'])
  for (const source of [file, ...backupsOf(file), ...asidesOf(file)]) {
    readDamaged(source, 'setting', (from) => {
      for (const table of wanted) {
        const { rows, isWhole } = salvage(from, table)
        restore(db, table, rows)
        if (isWhole || rows.length > 0) wanted.delete(table)
      }
    })
  }
  const aside = asideOf(file, 'damaged', Date.now())
  createTables(db).setSetting(DAMAGED_FILE, aside)
  db.close()
  replace(file, fresh, aside)
}

function createTables(db: Database): AppTables {
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
    sqliteVersion: () => sqliteVersion.get()?.version ?? ''
  }
}

/** What this program wrote was checked when it was read from outside. */
function rowToAccount({ profile, ...row }: AccountRow): Account {
  return { ...row, profile: profile === null ? null : (JSON.parse(profile) as ProfileDocument) }
}
