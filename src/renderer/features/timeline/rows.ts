import type { Message } from '../../../shared/model/message.ts'

/** What the list draws, top to bottom. */
export type Row =
  | { readonly kind: 'start'; readonly key: string }
  | { readonly kind: 'day'; readonly key: string; readonly day: number }
  | { readonly kind: 'line'; readonly key: string; readonly day: number }
  | MessageRowModel

export interface MessageRowModel {
  readonly kind: 'message'
  /** The message's client id. */
  readonly key: string
  readonly day: number
  readonly message: Message
  readonly isFirst: boolean
}

interface RowsOptions {
  /** Whether the room begins here. */
  readonly hasStart: boolean
  /** The message that the "New messages" line stands before. */
  readonly lineBefore: number | null
}

const GROUP_SPAN = 5 * 60_000

/**
 * Messages of one author that follow each other within five minutes of a day share one header. A clock that runs
 * behind never takes the list back to a day it has left.
 */
export function buildRows(messages: readonly Message[], { hasStart, lineBefore }: RowsOptions): Row[] {
  const rows: Row[] = hasStart ? [{ kind: 'start', key: 'start' }] : []
  let previous = null as { message: Message; at: number; day: number; dayEnd: number } | null
  for (const [index, message] of messages.entries()) {
    const at = Math.max(message.sentAt, previous?.at ?? 0)
    const isNewDay = !previous || at >= previous.dayEnd
    const day = isNewDay || !previous ? dayOf(at) : previous.day
    const dayEnd = isNewDay || !previous ? dayAfter(day) : previous.dayEnd
    // Where older messages are still to be read, the day has begun further up.
    if (isNewDay && (hasStart || previous)) rows.push({ kind: 'day', key: `day-${day}`, day })
    if (index === lineBefore) rows.push({ kind: 'line', key: `line-${message.clientId}`, day })
    const isFirst =
      isNewDay || index === lineBefore || !previous || !continues(previous.message, message, at - previous.at)
    rows.push({ kind: 'message', key: message.clientId, day, message, isFirst })
    previous = { message, at, day, dayEnd }
  }
  return rows
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
