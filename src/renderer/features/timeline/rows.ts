import type { Range } from '../../../shared/model/copy.ts'
import type { Message, Placement } from '../../../shared/model/message.ts'

/** What the list draws, top to bottom. */
export type Row =
  | { readonly kind: 'start'; readonly key: string }
  | { readonly kind: 'day'; readonly key: string; readonly day: number }
  | { readonly kind: 'line'; readonly key: string; readonly day: number }
  | GapRowModel
  | MessageRowModel

/** A part of the room that the copy does not hold. */
export interface GapRowModel {
  readonly kind: 'gap'
  readonly key: string
  /** All of it, in places of the room's stream; some in between may be here. */
  readonly range: Range
}

export interface MessageRowModel {
  readonly kind: 'message'
  /** The message's client id. */
  readonly key: string
  readonly day: number
  readonly message: Message
  readonly isFirst: boolean
}

interface RowsOptions {
  /** Whether nothing older is held elsewhere. The room begins here then, unless what is before is missing. */
  readonly hasStart: boolean
  /** Whether nothing newer is held elsewhere. */
  readonly hasEnd: boolean
  /** What the copy does not hold, the oldest first. */
  readonly missing: readonly Range[]
  /** The message that the "New messages" line stands before. */
  readonly lineBefore: number | null
}

const GROUP_SPAN = 5 * 60_000

/**
 * Messages of one author that follow each other within five minutes of a day share one header. A clock that runs
 * behind never takes the list back to a day it has left.
 */
export function buildRows(messages: readonly Message[], options: RowsOptions): Row[] {
  const { lineBefore } = options
  const gaps = gapsBefore(messages, options)
  const hasStart = options.hasStart && (messages.length > 0 ? !gaps.has(0) : gaps.size === 0)
  const rows: Row[] = hasStart ? [{ kind: 'start', key: 'start' }] : []
  let previous = null as { message: Message; at: number; day: number; dayEnd: number } | null
  for (const [index, message] of messages.entries()) {
    const at = Math.max(message.sentAt, previous?.at ?? 0)
    const isNewDay = !previous || at >= previous.dayEnd
    const day = isNewDay || !previous ? dayOf(at) : previous.day
    const dayEnd = isNewDay || !previous ? dayAfter(day) : previous.dayEnd
    // Where older messages are still to be read, the day has begun further up.
    const gap = gaps.get(index)
    // What is missing right under the line is as new as what is behind it.
    if (gap && index === lineBefore) rows.push({ kind: 'line', key: `line-${gap.key}`, day })
    if (gap) rows.push(gap)
    if (isNewDay && (hasStart || previous)) rows.push({ kind: 'day', key: `day-${day}`, day })
    if (!gap && index === lineBefore) rows.push({ kind: 'line', key: `line-${message.clientId}`, day })
    const isFirst =
      isNewDay ||
      index === lineBefore ||
      gap !== undefined ||
      !previous ||
      !continues(previous.message, message, at - previous.at)
    rows.push({ kind: 'message', key: message.clientId, day, message, isFirst })
    previous = { message, at, day, dayEnd }
  }
  const last = gaps.get(messages.length)
  return last ? [...rows, last] : rows
}

/**
 * The gaps, by the index of the message that each stands before. What is missing is named by where it begins, as it is
 * mostly filled from its end; and what has come of it already stands behind it.
 */
function gapsBefore(
  messages: readonly Message[],
  { hasStart, hasEnd, missing }: RowsOptions
): Map<number, GapRowModel> {
  const gaps = new Map<number, GapRowModel>()
  const firstUnplaced = messages.findIndex(({ placement }) => placement === null)
  const placed = firstUnplaced < 0 ? messages.length : firstUnplaced
  let index = 0
  for (const { from, to } of missing) {
    while (index < placed && seqOf(messages[index]?.placement) < from) index++
    // What lies beyond what the page holds is read from the copy first: it may be messages as well.
    const isOutside = (index === 0 && !hasStart) || (index === placed && !hasEnd)
    if (isOutside) continue
    const before = gaps.get(index)
    const range = { from: before?.range.from ?? from, to }
    gaps.set(index, { kind: 'gap', key: `gap-${range.from}`, range })
  }
  return gaps
}

function seqOf(placement: Placement | null | undefined): number {
  return placement?.seq ?? 0
}

/**
 * Whose place is held when rows come and go, where one row is at the upper edge and another in the middle: the message
 * under a gap in the upper half, as whoever comes to a gap from below reads there; else the one at the edge.
 */
export function heldIndex(rows: readonly Row[], edge: number, middle: number): number {
  const above = rows.findLastIndex((row, index) => index <= edge && row.kind === 'message')
  const gap = rows.findLastIndex((row, index) => index > above && index <= middle && row.kind === 'gap')
  if (gap < 0) return edge
  const under = rows.findIndex((row, index) => index > gap && row.kind === 'message')
  return under < 0 ? edge : under
}

/** The start of the local day of a time. */
export function dayOf(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0)
}

/** The start of the day after one; a day has 23 hours or 25 where clocks are put forward or back. */
export function dayAfter(day: number): number {
  return dayOf(day + 26 * 3_600_000)
}

function continues(before: Message, message: Message, gap: number): boolean {
  const isFailedToSent = before.delivery.state === 'failed' && message.delivery.state === 'sent'
  return before.senderId === message.senderId && gap < GROUP_SPAN && !isFailedToSent
}
