import type { MessagePage } from '../../shared/ipc/contract.ts'
import { compareMessages, type Message, type Placement } from '../../shared/model/message.ts'

/** The part of a room that the page holds: a window onto the copy on disk. */
export interface Timeline {
  readonly messagesByClientId: ReadonlyMap<string, Message>
  /** Client ids in the order of the room; what is not placed yet comes last. */
  readonly order: readonly string[]
  readonly hasOlder: boolean
  /** The newest placed messages were dropped while the reader was far above them. */
  readonly hasNewer: boolean
  /** The newest place known in the room, whether it is held here or not. */
  readonly end: Placement | null
}

const emptyTimeline: Timeline = {
  messagesByClientId: new Map(),
  order: [],
  hasOlder: false,
  hasNewer: false,
  end: null
}

/** The timeline of a page that reaches to the end of the room. */
export function timelineFromPage(page: MessagePage): Timeline {
  return { ...withMessages(emptyTimeline, page.messages, []), hasOlder: page.hasOlder }
}

/** Adds the page before the oldest message held. */
export function prependPage(timeline: Timeline, page: MessagePage): Timeline {
  return { ...withMessages(timeline, page.messages, []), hasOlder: page.hasOlder }
}

/**
 * Adds a page after the newest message held. A page that does not touch what is held takes its place: a gap
 * in the middle would be a lie. What waits has no place, and stays.
 */
export function appendPage(timeline: Timeline, page: MessagePage, reachesEnd: boolean): Timeline {
  const touches = isTouchedBy(timeline, page)
  const next = withMessages(timeline, page.messages, touches ? [] : placedIds(timeline))
  return { ...next, hasOlder: touches ? timeline.hasOlder : page.hasOlder, hasNewer: !reachesEnd }
}

/** Whether nothing lies between what is held and a page after it. */
export function isTouchedBy(timeline: Timeline, page: MessagePage): boolean {
  const { last } = placedEdges(timeline)
  const first = page.messages.find((message) => message.placement)?.placement
  return !page.hasOlder || !first || (last !== null && first.seq <= last.seq)
}

/** Over how many places the newest messages held reach, at least as many as there are of them. */
export function spanOf({ order, messagesByClientId }: Timeline, count: number): number {
  const last = order.findLastIndex((id) => messagesByClientId.get(id)?.placement)
  const seqAt = (index: number): number => messagesByClientId.get(order[index] ?? '')?.placement?.seq ?? 0
  return last < count ? count : Math.max(count, seqAt(last) - seqAt(last - count))
}

/** How many placed messages are held beyond an ordinal. Ordinals grow; that they count is not promised. */
export function countBeyond({ order, messagesByClientId }: Timeline, n: number): number {
  let count = 0
  for (let index = order.length - 1; index >= 0; index--) {
    const placement = messagesByClientId.get(order[index] ?? '')?.placement
    if (!placement) continue
    if (placement.n <= n) break
    count++
  }
  return count
}

/** Drops placed messages from one end until `limit` are left. */
export function dropFrom(timeline: Timeline, side: 'oldest' | 'newest', limit: number): Timeline {
  const placed = placedIds(timeline)
  if (placed.length <= limit) return timeline
  const surplus = side === 'oldest' ? placed.slice(0, -limit) : placed.slice(limit)
  const rest = withMessages(timeline, [], surplus)
  return side === 'oldest' ? { ...rest, hasOlder: true } : { ...rest, hasNewer: true }
}

/** What the reader sees, in order. Messages that wait belong to the end, so they show only when it is held. */
export function shownMessages(timeline: Timeline): Message[] {
  const messages: Message[] = []
  for (const id of timeline.order) {
    const message = timeline.messagesByClientId.get(id)
    if (message && (message.placement || !timeline.hasNewer)) messages.push(message)
  }
  return messages
}

/** The first and the last place held. */
export function placedEdges(timeline: Timeline): { first: Placement | null; last: Placement | null } {
  const placementAt = (id: string | undefined) =>
    (id === undefined ? undefined : timeline.messagesByClientId.get(id)?.placement) ?? null
  const last = timeline.order.findLast((id) => placementAt(id) !== null)
  return { first: placementAt(timeline.order[0]), last: placementAt(last) }
}

/** Puts messages in and takes messages out. What does not change keeps its identity, the timeline itself included. */
export function withMessages(
  timeline: Timeline,
  upserted: readonly Message[],
  removed: readonly string[]
): Timeline {
  const byId = new Map(timeline.messagesByClientId)
  let isChanged = false
  let isReordered = false
  let end = timeline.end
  for (const message of upserted) {
    const before = byId.get(message.clientId)
    if (message.placement && message.placement.seq > (end?.seq ?? 0)) end = message.placement
    if (before && isSameMessage(before, message)) continue
    byId.set(message.clientId, message)
    isChanged = true
    if (!before || !isSamePlace(before, message)) isReordered = true
  }
  for (const id of removed) if (byId.delete(id)) isChanged = isReordered = true
  if (!isChanged) return end === timeline.end ? timeline : { ...timeline, end }
  const order = isReordered ? sortedIds(byId) : timeline.order
  return { ...timeline, messagesByClientId: byId, order, end }
}

function placedIds({ order, messagesByClientId }: Timeline): string[] {
  return order.filter((id) => messagesByClientId.get(id)?.placement)
}

function sortedIds(byId: ReadonlyMap<string, Message>): string[] {
  return [...byId.values()].toSorted(compareMessages).map((message) => message.clientId)
}

function isSamePlace(a: Message, b: Message): boolean {
  return a.placement?.seq === b.placement?.seq && a.outboxPosition === b.outboxPosition
}

function isSameMessage(a: Message, b: Message): boolean {
  return (
    a.body === b.body &&
    a.sentAt === b.sentAt &&
    a.senderId === b.senderId &&
    a.roomId === b.roomId &&
    isSamePlace(a, b) &&
    a.placement?.id === b.placement?.id &&
    a.placement?.n === b.placement?.n &&
    a.delivery.state === b.delivery.state &&
    (a.delivery.state !== 'failed' || b.delivery.state !== 'failed' || a.delivery.code === b.delivery.code)
  )
}
