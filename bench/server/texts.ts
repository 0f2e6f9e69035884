import { encodeDown } from '../../src/shared/protocol/down.ts'
import { encodeUp } from '../../src/shared/protocol/up.ts'

/** Bytes of a message's frame on the wire, its header of four included; a few more once the numbers get longer. */
export const FRAME_BYTES = 480
const HEADER_BYTES = 4
const ROOM = 1

/** What comes before the number of an event in its frame. */
export const BEFORE_SEQ = '{"type":"chat_message","stream":"room:1","seq":'

/** The frame with which a client says something; `number` names it among all of its sender. */
export function upText(sender: string, number: number): string {
  const clientId = `${sender}-${number.toString(16).padStart(12, '0')}`
  return encodeUp({ type: 'send', body: BODY, clientId, roomId: ROOM })
}

/** As long as what the real server sends. */
export function floorText(seq: number): string {
  const start = `${BEFORE_SEQ}${seq},"data":"`
  return `${start.padEnd(FRAME_BYTES - HEADER_BYTES - 2, 'x')}"}`
}

/** What the real server sends of a typical message. */
export function messageText(seq: number, body = BODY): string {
  const sender = {
    id: 1,
    username: 'elise.legoff.1',
    firstName: 'Élise 1',
    lastName: 'Le Goff',
    isSuperuser: false
  }
  const clientId = '0190a5c8-0000-7000-8000-000000000000'
  const message = { id: seq, clientId, roomId: ROOM, sender, body, sentAt: 0, n: seq, rev: seq }
  const event = {
    stream: `room:${ROOM}`,
    seq,
    id: 'x'.repeat(12),
    change: { kind: 'posted', message } as const
  }
  return encodeDown({ type: 'event', event })
}

/** So long that the frame of a message among some thousands has the bytes that are wanted. */
const BODY = 'x'.repeat(FRAME_BYTES - HEADER_BYTES - Buffer.byteLength(messageText(5000, '')))
