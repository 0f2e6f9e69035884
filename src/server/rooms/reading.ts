import type { Room } from '../../shared/model/room.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import type { Cursor } from '../../shared/protocol/up.ts'
import type { Range, StreamReader } from '../store/store.ts'
import { ROOM_OF_LEVEL_0 } from './commands.ts'
import { notificationStreams } from './rules.ts'

/** A hole of more events than this is not sent whole but named, and its newest page sent. */
export const LARGEST_HOLE = 1000
export const NEWEST_PAGE = 200
/** Naming more deletions than this costs more than fetching all again. */
const MOST_DELETIONS_NAMED = 10_000

/**
 * The streams that a user reads, and no others. Everybody is in every room, as long as rooms have no members. The
 * user's own comes last, because it speaks of what is in the others.
 */
export function readableStreams(rooms: readonly Room[], userId: number): readonly string[] {
  return [...rooms.map((room) => roomStream(room.id)), ...notificationStreams(userId)]
}

/** Level 0 has no word for a room: of what is said in the others it could not tell where it was said. */
export function roomsAtLevel0(rooms: readonly Room[]): readonly Room[] {
  return rooms.filter(({ id }) => id === ROOM_OF_LEVEL_0)
}

/** How a client's copy of a stream is brought up to date: what it must be told first, and where events go on. */
export interface CatchUp {
  /** The copy is of another history beyond this event. Null: it is not. */
  readonly divergedAt: Cursor | null
  /**
   * Events that are left out, and the ids of the messages before them that were deleted in them. A range that begins
   * before the client's cursor is to be fetched again: too many were deleted to be named.
   */
  readonly limited: { readonly from: number; readonly to: number; readonly deleted: readonly number[] } | null
  /** The events after this one follow. */
  readonly position: number
}

/** Compares a client's cursor with the stream, whose last event is `head`. */
export async function planCatchUp(
  reader: StreamReader,
  stream: string,
  { cursor, head }: { cursor: Cursor; head: number }
): Promise<CatchUp> {
  const agrees = await isOnStream(reader, stream, cursor)
  const start = agrees ? cursor.seq : await commonPoint(reader, stream, { cursor, head })
  const divergedAt = agrees ? null : { seq: start, event: (await reader.eventId(stream, start)) ?? '' }
  if (head - start <= LARGEST_HOLE) return { divergedAt, limited: null, position: start }

  const hole = { from: start + 1, to: head - NEWEST_PAGE }
  const deleted = await reader.deletedIn({ stream, ...hole }, start, MOST_DELETIONS_NAMED + 1)
  const isTooMany = deleted.length > MOST_DELETIONS_NAMED
  const limited = isTooMany ? { ...hole, from: 1, deleted: [] } : { ...hole, deleted }
  return { divergedAt, limited, position: hole.to }
}

async function isOnStream(reader: StreamReader, stream: string, cursor: Cursor): Promise<boolean> {
  return cursor.seq === 0 || (await reader.eventId(stream, cursor.seq)) === cursor.event
}

/** A cursor that contradicts what every epoch agrees about was never on this server: nothing of it is in common. */
async function commonPoint(
  reader: StreamReader,
  stream: string,
  { cursor, head }: { cursor: Cursor; head: number }
): Promise<number> {
  const common = Math.min(await reader.commonHead(stream), head)
  return cursor.seq > common ? common : 0
}

/** A page of a stream's past: it covers the range, whose newest events it holds. */
export interface Page {
  readonly range: Range
  readonly events: readonly StreamEvent[]
}

export const MOST_EVENTS_IN_PAGE = 500
const MOST_PAGE_BYTES = 512 * 1024

/** The newest events of a range that fit one frame. `size` tells an event's bytes on the wire. Null: no such range. */
export async function readPage(
  reader: StreamReader,
  asked: Range,
  { head, size }: { head: number; size: (event: StreamEvent) => number }
): Promise<Page | null> {
  const to = Math.min(asked.to, head)
  if (asked.from > to) return null
  const events = await reader.newestEvents({ ...asked, to }, MOST_EVENTS_IN_PAGE)
  const fitting: StreamEvent[] = []
  let bytes = 0
  for (const event of events.toReversed()) {
    bytes += size(event)
    if (bytes > MOST_PAGE_BYTES && fitting.length > 0) break
    fitting.unshift(event)
  }
  return { range: { stream: asked.stream, from: fitting[0]?.seq ?? to, to }, events: fitting }
}
