/** What of a frame may be written down: names of kinds and numbers of the protocol, never a text or a name. */
const KEPT = new Set(
  (
    'type stream seq n id room from to code protocol count common ' +
    'message_id notification_id client_id request_id and_older deleted'
  ).split(' ')
)
/** Ids, codes and names of streams look like this; whoever puts words into them is not quoted. */
const PLAIN = /^[\w:.-]{1,64}$/

export type RedactedFrame = Record<string, string | number | boolean>

/** A frame for the connection's log. `length` is that of the whole frame, in UTF-16 units. */
export function redactFrame(text: string): RedactedFrame {
  const redacted: RedactedFrame = {}
  const frame = parse(text)
  // A message's fields are one level down, under `data`.
  for (const fields of [frame, asObject(frame['data'])]) {
    for (const [key, value] of Object.entries(fields)) {
      if (KEPT.has(key) && !(key in redacted) && isPlain(value)) redacted[key] = value
    }
  }
  return { ...redacted, length: text.length }
}

function isPlain(value: unknown): value is string | number | boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && PLAIN.test(value))
  )
}

function parse(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return {}
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
