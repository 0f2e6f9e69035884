import type { Message } from '../../../shared/model/message.ts'

/** What the list draws, top to bottom. */
export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly isFirst: boolean }

const GROUP_SPAN = 5 * 60_000

/**
 * Messages of one author that follow each other within five minutes of a day share one header. A clock that runs
 * behind never takes the list back to a day it has left.
 */
export function buildRows(messages: readonly Message[]): Row[] {
  const rows: Row[] = []
  let previous = null as { message: Message; at: number; day: number } | null
  for (const message of messages) {
    const at = Math.max(message.sentAt, previous?.at ?? 0)
    const day = dayOf(at)
    const isNewDay = day !== previous?.day
    if (isNewDay) rows.push({ kind: 'day', key: `day-${day}`, at: day })
    const isFirst = isNewDay || !previous || !continues(previous.message, message, at - previous.at)
    rows.push({ kind: 'message', key: message.clientId, message, isFirst })
    previous = { message, at, day }
  }
  return rows
}

/** The start of the local day of a time. */
export function dayOf(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0)
}

function continues(before: Message, message: Message, gap: number): boolean {
  const isFailedToSent = before.delivery.state === 'failed' && message.delivery.state === 'sent'
  return before.senderId === message.senderId && gap < GROUP_SPAN && !isFailedToSent
}
