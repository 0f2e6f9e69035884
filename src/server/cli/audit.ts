import type { AuditEntry } from '../store/administration.ts'
import { DATA_OPTION, folderOf, parse, UsageError } from './arguments.ts'
import { withReader } from './reading.ts'
import { isoTime, moment, table } from './table.ts'

const USUAL_LIMIT = 50
const MOST = 1_000_000

/** Prints the newest entries of the audit log, the newest last. */
export async function showAudit(args: readonly string[]): Promise<void> {
  const { folder, limit, json } = parseAudit(args)
  const entries = await withReader(folder, (reader) => reader.auditEntries(limit))
  if (json) for (const entry of entries) process.stdout.write(`${JSON.stringify(entryToJson(entry))}\n`)
  else if (entries.length === 0) process.stderr.write('Nothing has been recorded yet.\n')
  else process.stdout.write(table([HEADINGS, ...entries.map(entryToCells)]))
}

export function parseAudit(args: readonly string[]) {
  const options = { ...DATA_OPTION, json: { type: 'boolean' }, limit: { type: 'string' } } as const
  const { values } = parse('audit', args, { options, words: [] })
  const limit = parseLimit(values.limit)
  return { folder: folderOf(values), limit, json: values.json ?? false }
}

function parseLimit(text: string | undefined): number {
  if (text === undefined) return USUAL_LIMIT
  const limit = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= MOST) return limit
  throw new UsageError(`${text} is not a number of entries: write one from 1 to ${MOST} after --limit.`)
}

const HEADINGS = ['TIME', 'WHO', 'WHAT', 'TO WHAT', 'DETAILS']

function entryToCells({ at, actor, act, subject, details }: AuditEntry): readonly string[] {
  const facts = Object.entries(details).map(([name, value]) => `${name}=${value}`)
  return [moment(at), actor?.username ?? 'the operator', act, subject, facts.join(' ')]
}

function entryToJson({ id, at, actor, act, subject, details }: AuditEntry) {
  return { id, at: isoTime(at), actor, act, subject, details }
}
