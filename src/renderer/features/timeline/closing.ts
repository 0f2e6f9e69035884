import type { Message } from '../../../shared/model/message.ts'
import { placedEdges, type Timeline } from '../../state/timeline.ts'
import type { Row } from './rows.ts'

/**
 * How a row that is gone closes: as a whole; or under its head, which the row after it takes over at the end, in
 * the same place. Once it has closed it is kept with nothing in it until it has been measured so: a row that went
 * with some height left would take the reader's place with it.
 */
export type ClosingManner = 'whole' | 'under-head' | 'closed'

/** The rows as they are drawn: those there are, and those that are still closing. */
export interface DrawnRows {
  readonly rows: readonly Row[]
  readonly closingByKey: ReadonlyMap<string, ClosingManner>
}

/** Whether a message that is no longer shown was taken from the room, and not only dropped by the page. */
function isGone(message: Message, timeline: Timeline): boolean {
  const { placement } = message
  if (!placement) return !timeline.messagesByClientId.has(message.clientId)
  const { first, last } = placedEdges(timeline)
  const isAbove = timeline.hasOlder && (!first || placement.seq < first.seq)
  const isBelow = timeline.hasNewer && (!last || placement.seq > last.seq)
  return !isAbove && !isBelow
}

/** Goes on from what was drawn to other rows: what was taken from the room stays in its place to close there. */
export function closeRows(drawn: DrawnRows, rows: readonly Row[], timeline: Timeline): DrawnRows {
  const keys = new Set(rows.map((row) => row.key))
  const goneByPredecessor = new Map<string | null, Row[]>()
  let predecessor: string | null = null
  for (const [index, row] of drawn.rows.entries()) {
    if (keys.has(row.key)) predecessor = row.key
    else if (isStillDrawn(row, drawn) ?? isClosing(row, drawn.rows[index + 1], keys, timeline)) {
      goneByPredecessor.set(predecessor, [...(goneByPredecessor.get(predecessor) ?? []), row])
    }
  }
  if (goneByPredecessor.size === 0) return { rows, closingByKey: new Map() }
  const woven: Row[] = [...(goneByPredecessor.get(null) ?? [])]
  for (const row of rows) woven.push(row, ...(goneByPredecessor.get(row.key) ?? []))
  return withHeads(woven, drawn, keys)
}

/** The same rows as they are at the end of their closing. */
export function closed(drawn: DrawnRows, rows: readonly Row[]): DrawnRows {
  const rowByKey = new Map(rows.map((row) => [row.key, row]))
  return {
    rows: drawn.rows.map((row) => rowByKey.get(row.key) ?? row),
    closingByKey: new Map([...drawn.closingByKey.keys()].map((key) => [key, 'closed']))
  }
}

function isStillDrawn({ key }: Row, { closingByKey }: DrawnRows): boolean | undefined {
  const manner = closingByKey.get(key)
  return manner && manner !== 'closed'
}

function isClosing(row: Row, next: Row | undefined, keys: Set<string>, timeline: Timeline): boolean {
  if (row.kind === 'message') return isGone(row.message, timeline)
  // The divider of a day without messages closes with the last of them.
  const isEmptyDay = row.kind === 'day' && next?.kind === 'message' && !keys.has(next.key)
  return isEmptyDay && isGone(next.message, timeline)
}

/** A follow-up whose first message closes stays one until that has closed under its head. */
function withHeads(rows: Row[], drawn: DrawnRows, keys: Set<string>): DrawnRows {
  const followUps = new Set(
    drawn.rows.flatMap((row) => (row.kind === 'message' && !row.isFirst ? [row.key] : []))
  )
  const closingByKey = new Map<string, ClosingManner>()
  let head: string | null = null
  const drawnRows = rows.map((row) => {
    if (!keys.has(row.key)) {
      closingByKey.set(row.key, 'whole')
      if (row.kind === 'message' && row.isFirst) head = row.key
      return row
    }
    const headless = head
    head = null
    if (headless === null || row.kind !== 'message' || !row.isFirst || !followUps.has(row.key)) return row
    closingByKey.set(headless, 'under-head')
    return { ...row, isFirst: false }
  })
  return { rows: drawnRows, closingByKey }
}

/** What closes above the place that the reader is at. */
export interface ClosingAbove {
  /** The rows that do, and the message after each, which takes a head over or gives one up. */
  readonly held: ReadonlySet<string>
  /** The place of the last of them; -1 while there is none. */
  readonly last: number
}

export const nothingAbove: ClosingAbove = { held: new Set(), last: -1 }

/** A row that begins to close above stays above until it is gone, though it comes into sight; so does what is over it. */
export function closingAbove(
  { rows, closingByKey }: DrawnRows,
  firstInSight: number,
  before: ClosingAbove
): ClosingAbove {
  if (closingByKey.size === 0) return nothingAbove
  const wasAbove = rows.findLastIndex(({ key }) => closingByKey.has(key) && before.held.has(key))
  const until = Math.max(firstInSight, wasAbove + 1)
  const held = new Set<string>()
  let last = -1
  let isAfter = false
  for (const [index, { key, kind }] of rows.entries()) {
    const isClosingAbove = index < until && closingByKey.has(key)
    if (isClosingAbove) last = index
    if (isClosingAbove || isAfter) held.add(key)
    isAfter = isClosingAbove || (isAfter && kind !== 'message')
  }
  return { held, last }
}
