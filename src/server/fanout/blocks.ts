import type { StreamEvent } from '../../shared/protocol/event.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import { shareFrames, type SharedFrames } from './frames.ts'

/** Some events of one stream, one after the other, as bytes that all sockets share. */
export interface Block extends SharedFrames {
  readonly from: number
  readonly to: number
  /** Roughly its bytes: known before it is encoded. */
  readonly size: number
}

/** A bigger write only makes the kernel refuse part of it. */
const LARGEST_BLOCK = 128 * 1024

/** Cuts events that follow each other in a stream into blocks. */
export function toBlocks(events: readonly StreamEvent[]): readonly Block[] {
  const parts: { events: StreamEvent[]; from: number; to: number; size: number }[] = []
  for (const event of events) {
    const last = parts.at(-1)
    if (last && last.size < LARGEST_BLOCK) {
      last.events.push(event)
      last.to = event.seq
      last.size += roughSize(event)
    } else {
      parts.push({ events: [event], from: event.seq, to: event.seq, size: roughSize(event) })
    }
  }
  return parts.map(({ events: ofPart, ...extent }) => {
    const frames = shareFrames(ofPart.map((event) => ({ type: 'event', event })))
    return { ...extent, bytes: frames.bytes }
  })
}

const FRAME_OVERHEAD = 300

function roughSize({ change }: StreamEvent): number {
  switch (change.kind) {
    case 'posted':
      return FRAME_OVERHEAD + (change.message.body?.length ?? 0)
    case 'notified':
      return FRAME_OVERHEAD + change.notification.title.length + change.notification.body.length
    case 'deleted':
    case 'read':
      return FRAME_OVERHEAD
    default:
      return unreachable(change)
  }
}
