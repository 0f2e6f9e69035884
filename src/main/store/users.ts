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
  const put = db.prepare<UserRow>(
    `INSERT INTO user VALUES (@id, @username, @first_name, @last_name, @is_superuser)
     ON CONFLICT (id) DO UPDATE SET username = excluded.username, first_name = excluded.first_name,
       last_name = excluded.last_name, is_superuser = excluded.is_superuser`
  )
  const get = db.prepare<[number], UserRow>('SELECT * FROM user WHERE id = ?')
  return {
    put(user) {
      put.run({
        id: user.id,
        username: user.username,
        first_name: user.firstName,
        last_name: user.lastName,
        is_superuser: Number(user.isSuperuser)
      })
    },
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
