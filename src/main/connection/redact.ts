import type { WireFrame } from '../../shared/protocol/wire.ts'
import type { Result } from '../../shared/std/result.ts'

/** What of a frame may be written down: names of kinds and numbers of the protocol, never a text or a name. */
const KINDS = new Set('type stream code client_id request_id'.split(' '))
/** A server of another kind may have a name in these: only numbers of them are kept. */
const NUMBERS = new Set(
  'seq n id room from to protocol count common message_id notification_id and_older deleted'.split(' ')
)
/** Ids, codes and names of streams look like this; whoever puts words into them is not quoted. */
const PLAIN = /^[\w:.-]{1,64}$/
const WRITTEN_NUMBER = /^\d{1,16}$/

export type RedactedFrame = Record<string, string | number | boolean>

/** A frame for the connection's log. `length` is that of the whole frame, in UTF-16 units. */
export function redactFrame(parsed: Result<WireFrame, 'bad_frame'>, length: number): RedactedFrame {
  const redacted: RedactedFrame = {}
  const frame = parsed.ok ? parsed.value : {}
  // A message's fields are one level down, under `data`.
  for (const fields of [frame, asObject(frame['data'])]) {
    for (const [key, value] of Object.entries(fields)) {
      if (!(key in redacted) && isKept(key, value)) redacted[key] = value
    }
  }
  return { ...redacted, length }
}

function isKept(key: string, value: unknown): value is string | number | boolean {
  if (typeof value !== 'string') {
    return (typeof value === 'number' || typeof value === 'boolean') && (KINDS.has(key) || NUMBERS.has(key))
  }
  return (KINDS.has(key) && PLAIN.test(value)) || (NUMBERS.has(key) && WRITTEN_NUMBER.test(value))
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
