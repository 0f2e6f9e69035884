import type { Database } from 'better-sqlite3'
import { CHECKS, type Check } from './checks.ts'
import { openForReading } from './sqlite-reading.ts'

/** What was looked at, in the words of the check, with how much of it there is; and a sentence for each fault. */
export interface Finding {
  readonly looked: string
  readonly count: number
  readonly problems: readonly string[]
}

/**
 * Looks whether a server's file is sound, and whether what is in it agrees with itself: as it is at one moment, also
 * while a server writes to it. Throws `NotAStoreError`.
 */
export function checkFile(file: string): readonly Finding[] {
  const { db, schema } = openForReading(file)
  try {
    // One transaction: all is looked at as it was at one moment.
    db.exec('BEGIN')
    return CHECKS.filter(({ since }) => schema >= since).map((check) => carryOut(db, check))
  } finally {
    db.close()
  }
}

/** More than this help nobody to see what happened. */
const MOST_PROBLEMS = 20

function carryOut(db: Database, { looks, count, problems }: Check): Finding {
  try {
    const total = db.prepare<[], number>(count).pluck().get() ?? 0
    const found = db.prepare<[], string>(problems).pluck().all()
    const named = found.slice(0, MOST_PROBLEMS)
    const rest = found.length - named.length
    return {
      looked: looks,
      count: total,
      problems: rest > 0 ? [...named, `And ${rest} more like it.`] : named
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { looked: looks, count: 0, problems: [`Could not be looked at: ${reason}.`] }
  }
}
