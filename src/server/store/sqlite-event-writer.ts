import type { Database } from 'better-sqlite3'
import { sqliteCounter } from './sqlite-counter.ts'

/** Numbers events and writes them down, within one transaction of whoever asks. */
export interface EventWriter {
  /** Takes the next place of a stream. */
  nextPlace(stream: number): Place
  write(place: Place, event: WrittenEvent): void
  /** Notes how far the streams have come: the last thing before the transaction ends. */
  end(): void
}

export interface Place {
  readonly stream: number
  readonly seq: number
  /** The event's random id. */
  readonly id: string
}

interface WrittenEvent {
  readonly kind: string
  readonly subject: number
  readonly at: number
}

/** Prepared once; called at the beginning of each transaction that writes events. */
export type BeginEvents = () => EventWriter

export function prepareEvents(db: Database, randomBytes: (size: number) => Uint8Array): BeginEvents {
  const newEventId = createEventIds(randomBytes)
  const beginSeqs = sqliteCounter(db, 'streams', 'head')
  const insertEvent = db.prepare<[number, number, string, string, number, number]>(
    'INSERT INTO events (stream, seq, id, kind, subject, at) VALUES (?, ?, ?, ?, ?, ?)'
  )
  return () => {
    const seqs = beginSeqs()
    return {
      nextPlace: (stream) => ({ stream, seq: seqs.next(stream), id: newEventId() }),
      write({ stream, seq, id }, { kind, subject, at }) {
        insertEvent.run(stream, seq, id, kind, subject, at)
      },
      end: () => seqs.write()
    }
  }
}

/** 72 random bits tell two histories apart, in 12 characters. */
const EVENT_ID_BYTES = 9
const EVENT_ID_LENGTH = 12
const IDS_AT_ONCE = 256

/** Random bytes cost by the call, not by the byte: one call serves many events. */
function createEventIds(randomBytes: (size: number) => Uint8Array): () => string {
  let ids = ''
  let used = 0
  return () => {
    if (used === ids.length) {
      ids = Buffer.from(randomBytes(EVENT_ID_BYTES * IDS_AT_ONCE)).toString('base64url')
      used = 0
    }
    used += EVENT_ID_LENGTH
    return ids.slice(used - EVENT_ID_LENGTH, used)
  }
}
