import type { User } from '../../shared/model/user.ts'
import type { Database } from './database.ts'

interface UserRow {
  id: number
  username: string
  first_name: string
  last_name: string
  is_superuser: number
}

/** The people this account has heard of. */
export interface UserTable {
  put(user: User): void
  get(id: number): User | null
}

export function createUserTable(db: Database): UserTable {
  const put = db.prepare<[number, string, string, string, number]>(
    `INSERT INTO user VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET username = excluded.username, first_name = excluded.first_name,
       last_name = excluded.last_name, is_superuser = excluded.is_superuser
     WHERE (username, first_name, last_name, is_superuser) IS NOT
       (excluded.username, excluded.first_name, excluded.last_name, excluded.is_superuser)`
  )
  const get = db.prepare<[number], UserRow>('SELECT * FROM user WHERE id = ?')
  return {
    put: ({ id, username, firstName, lastName, isSuperuser }) =>
      void put.run(id, username, firstName, lastName, Number(isSuperuser)),
    get(id) {
      const row = get.get(id)
      return row
        ? {
            id: row.id,
            username: row.username,
            firstName: row.first_name,
            lastName: row.last_name,
            isSuperuser: row.is_superuser === 1
          }
        : null
    }
  }
}
