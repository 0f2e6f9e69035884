import type { Incident, IncidentFacts } from '../../shared/model/incident.ts'
import type { Database } from './database.ts'

interface IncidentRow {
  id: number
  at: number
  facts: string
}

/** What happened to this copy and is to be told until it was read. */
export interface IncidentTable {
  add(facts: IncidentFacts, at: number): void
  /** The oldest first. */
  all(): readonly Incident[]
  remove(id: number): void
}

export function createIncidentTable(db: Database): IncidentTable {
  const add = db.prepare<[number, string]>('INSERT INTO incident (at, facts) VALUES (?, ?)')
  const all = db.prepare<[], IncidentRow>('SELECT id, at, facts FROM incident ORDER BY id')
  const remove = db.prepare<[number]>('DELETE FROM incident WHERE id = ?')
  return {
    add: (facts, at) => void add.run(at, JSON.stringify(facts)),
    all: () => all.all().map(({ id, at, facts }) => ({ ...(JSON.parse(facts) as IncidentFacts), id, at })),
    remove: (id) => void remove.run(id)
  }
}
