import type { StreamEvent } from '../../shared/protocol/event.ts'

const sender = { id: 1, username: 'ada', firstName: '', lastName: '', isSuperuser: false }

/** A message of a room at a place of its stream. */
export function posted(seq: number, { stream = 'room:1', body = 'cc' } = {}): StreamEvent {
  const roomId = Number(stream.slice(stream.indexOf(':') + 1))
  const place = { id: seq, clientId: `${seq}`, roomId, sentAt: 0, n: seq, rev: seq }
  return { stream, seq, id: `e${seq}`, change: { kind: 'posted', message: { ...place, sender, body } } }
}

/** The deletion of the first message of a room. */
export function deleted(seq: number, stream = 'room:1'): StreamEvent {
  return { stream, seq, id: `e${seq}`, change: { kind: 'deleted', roomId: 1, messageId: 1 } }
}
