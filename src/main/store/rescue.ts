import { asideOf, asidesOf, backupsOf, removeDatabase, replace } from './database-files.ts'
import type { Database } from './database.ts'
import { createIncidentTable } from './incidents.ts'
import { readDamaged, readUpToDamage, restore, salvage, type Row, type Salvaged } from './salvage.ts'

export interface Rescue {
  /** Path of the damaged copy. */
  readonly file: string
  /** The damaged copy as it is open, and closed by this; null: nobody has it open. It may remember more than is there. */
  readonly live: Database | null
  /** Makes a file with the copy's tables. */
  readonly open: (file: string) => Database
  /** What becomes of a typed message of which the damage has left no more than its words. */
  readonly stateOfFound: 'handed-over' | 'unconfirmed'
  /** What its person is called until the server says so, perhaps nothing: without a row of theirs nobody is signed in. */
  readonly username: string
  readonly now: number
}

/** How much of what only this copy had is in the new one. */
export interface Rescued {
  /** Where the damaged file is now. */
  readonly aside: string
  /** Typed ones that the server has not accepted yet. */
  readonly messages: number
  readonly drafts: number
}

/**
 * Puts a new copy in the place of a damaged one, which is set aside. In the new one is what the server cannot say
 * again, as far as it can be read; what it can say is noted as missing. What the damaged file does not give of what
 * was typed comes from the backup before a migration, or from what was set aside before.
 */
export function rescueCopy({ file, live, open, stateOfFound, username, now }: Rescue): Rescued {
  const fresh = `${file}.new`
  removeDatabase(fresh)
  const db = open(fresh)
  const damaged = live ?? file
  const sources = [damaged, ...backupsOf(file), ...asidesOf(file)]
  const aside = asideOf(file, 'damaged', now)
  let rescued = { messages: 0, drafts: 0 }
  try {
    db.transaction(() => {
      readDamaged(damaged, 'message', (from) => saveProgress(db, from))
      rescued = saveTyped(db, sources, stateOfFound)
      db.prepare("INSERT OR IGNORE INTO user SELECT user_id, ?, '', '', 0 FROM identity").run(username)
      createIncidentTable(db).add({ kind: 'copy-rebuilt', file: aside, ...rescued }, now)
    })()
    db.close()
    live?.close()
    replace(file, fresh, aside)
  } catch (error) {
    db.close()
    removeDatabase(fresh)
    throw error
  }
  return { aside, ...rescued }
}

/** Where the person and the copy had got to. It is taken from the damaged file alone: elsewhere it is out of date. */
function saveProgress(db: Database, damaged: Database): void {
  const isWhole = (table: string): boolean => {
    const { rows, isWhole } = salvage(damaged, table)
    restore(db, table, rows)
    return isWhole
  }
  const areNotificationsWhole = ['notification', 'read_mark', 'missing'].map(isWhole).every(Boolean)
  for (const table of ['cursor', 'reading', 'told', 'incident']) isWhole(table)
  // The rooms' messages are all to be fetched; the cursors stay, or what has come unread would count as the past.
  db.exec("DELETE FROM missing WHERE stream LIKE 'room:%'")
  db.exec(`INSERT INTO missing SELECT stream, 1, seq FROM cursor WHERE stream LIKE 'room:%' AND seq > 0`)
  if (!areNotificationsWhole) {
    // These come again from the beginning of their streams; what was told of them is not told again.
    db.exec("DELETE FROM missing WHERE stream NOT LIKE 'room:%'")
    db.exec("DELETE FROM cursor WHERE stream NOT LIKE 'room:%'")
  }
  // Without any of the two what comes again could not be told from news: all of it counts as read then.
  db.exec(`DELETE FROM reading WHERE 'room:' || room_id NOT IN
    (SELECT stream FROM cursor UNION ALL SELECT scope FROM told)`)
  db.exec('DELETE FROM incident WHERE NOT json_valid(facts)')
}

/** What is the person's own, and who they are: from the first file that gives it. */
function saveTyped(
  db: Database,
  sources: readonly (Database | string)[],
  stateOfFound: Rescue['stateOfFound']
): { messages: number; drafts: number } {
  const saved = { messages: 0, drafts: 0 }
  const wanted = new Set(['identity', 'room', 'user', 'draft', 'outbox'])
  for (const source of sources) {
    if (wanted.size === 0) break
    readDamaged(source, 'message', (from) => {
      for (const table of wanted) {
        const salvaged = table === 'outbox' ? typedIn(from, stateOfFound) : salvage(from, table)
        if (!salvaged.isWhole && salvaged.rows.length === 0) continue
        wanted.delete(table)
        if (table === 'outbox') saved.messages = restoreTyped(db, salvaged.rows, from)
        else if (table === 'draft') saved.drafts = restore(db, table, salvaged.rows)
        else restore(db, table, salvaged.rows)
      }
    })
  }
  return saved
}

/** The rows of the outbox, and such for typed messages whose own was lost, by an index or else by reading them all. */
function typedIn(from: Database, state: Rescue['stateOfFound']): Salvaged {
  const { rows, isWhole } = salvage(from, 'outbox')
  if (isWhole) return { rows, isWhole }
  const known = new Set(rows.map((row) => row['client_id']))
  const unnumbered = 'SELECT client_id, room_id, sent_at FROM message WHERE id IS NULL'
  const byIndex = readUpToDamage(from, unnumbered)
  const all = byIndex.isWhole
    ? byIndex.rows
    : [...byIndex.rows, ...salvage(from, 'message').rows.filter(isTyped)]
  const made = all
    .filter((row) => !known.has(row['client_id']))
    .toSorted((a, b) => Number(a['sent_at']) - Number(b['sent_at']))
    .map(({ client_id, room_id }) => ({ client_id, room_id, state }))
  return { rows: [...rows, ...made], isWhole }
}

/** The server has given it no number. */
function isTyped(row: Row): boolean {
  return row['id'] === null
}

/** Writes typed messages with their rows of the outbox; one whose words are lost is lost. */
function restoreTyped(db: Database, rows: readonly Row[], from: Database): number {
  return rows.filter((row) => {
    const message = readUpToDamage(from, 'SELECT * FROM message WHERE client_id = ?', row['client_id'])
    return restore(db, 'message', message.rows) + restore(db, 'outbox', [row]) === 2
  }).length
}
