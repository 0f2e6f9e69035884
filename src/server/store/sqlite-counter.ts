import type { Database } from 'better-sqlite3'
import { present } from './present.ts'

/** A column that counts, for one row each: read at the first number, written once, by `write`. */
export interface Counter {
  next(row: number): number
  /** The number that was given last. */
  last(row: number): number
  /** The last thing before the transaction ends. */
  write(): void
}

/**
 * Counters of one column, to be begun anew in each transaction: nobody else counts meanwhile, and what a rollback
 * undoes is forgotten with the counter.
 */
export function sqliteCounter(db: Database, table: string, column: string): () => Counter {
  const read = db.prepare<[number], { last: number }>(`SELECT ${column} AS last FROM ${table} WHERE id = ?`)
  const update = db.prepare<[number, number]>(`UPDATE ${table} SET ${column} = ? WHERE id = ?`)
  return () => {
    const lastByRow = new Map<number, number>()
    const lastOf = (row: number): number =>
      lastByRow.get(row) ?? present(read.get(row), `the ${column} of ${table}`).last
    return {
      next(row) {
        const next = lastOf(row) + 1
        lastByRow.set(row, next)
        return next
      },
      last: lastOf,
      write() {
        for (const [row, last] of lastByRow) update.run(last, row)
      }
    }
  }
}
