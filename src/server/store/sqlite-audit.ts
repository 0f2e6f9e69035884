import type { Database } from 'better-sqlite3'
import type { AuditDetails, AuditedAct } from './administration.ts'

/** Records an act within the transaction that does it: if this fails, so does the act. */
export type WriteAudit = (record: AuditRecord) => void

export interface AuditRecord {
  readonly at: number
  /** Null: the operator. */
  readonly actorId: number | null
  readonly act: AuditedAct
  readonly subject: string
  readonly details: AuditDetails
}

export function createAuditWriter(db: Database): WriteAudit {
  const insert = db.prepare<[Omit<AuditRecord, 'details'> & { details: string }]>(
    'INSERT INTO audit (at, actor, act, subject, details) VALUES (@at, @actorId, @act, @subject, @details)'
  )
  return (record) => {
    insert.run({ ...record, details: JSON.stringify(record.details) })
  }
}
