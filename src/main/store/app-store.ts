import { openDatabase } from './database.ts'
import initial from './migrations/app-0001-initial.sql?raw'

/** An account that this program holds a copy of. */
export interface Account {
  /** Names its folder. */
  readonly id: string
  readonly origin: string
  /** The server's number for the person. */
  readonly userId: number
}

/** What belongs to the program: settings, and which accounts there are. */
export interface AppStore {
  setting(name: string): string | null
  setSetting(name: string, value: string): void
  accounts(): readonly Account[]
  addAccount(account: Account, now: number): void
  removeAccount(id: string): void
  close(): void
}

export function openAppStore(file: string): AppStore {
  const db = openDatabase(file, [initial])
  const setting = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?')
  const setSetting = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)'
  )
  const accounts = db.prepare<[], Account>(
    'SELECT id, origin, user_id AS userId FROM account ORDER BY added_at DESC'
  )
  const addAccount = db.prepare<[string, string, number, number]>(
    'INSERT INTO account (id, origin, user_id, added_at) VALUES (?, ?, ?, ?)'
  )
  const removeAccount = db.prepare<[string]>('DELETE FROM account WHERE id = ?')
  return {
    setting: (name) => setting.get(name)?.value ?? null,
    setSetting: (name, value) => void setSetting.run(name, value),
    accounts: () => accounts.all(),
    addAccount: ({ id, origin, userId }, now) => void addAccount.run(id, origin, userId, now),
    removeAccount: (id) => void removeAccount.run(id),
    close: () => void db.close()
  }
}
