import { expect, it } from 'vitest'
import { encodeDown } from '../../src/shared/protocol/down.ts'
import { textFrame } from '../../src/server/fanout/frames.ts'
import { createFrameWalk } from './frame-walk.ts'
import { floorText, FRAME_BYTES, messageText } from './texts.ts'

const PING = Buffer.from([0x89, 0])
const people = Array.from({ length: 700 }, (_, index) => {
  return { id: index + 1, username: `user${index}`, firstName: '', lastName: '', isSuperuser: false }
})
const stream = Buffer.concat([
  textFrame(messageText(9)),
  textFrame(encodeDown({ type: 'catching-up', events: 20 })),
  textFrame(encodeDown({ type: 'caught-up' })),
  PING,
  textFrame(encodeDown({ type: 'online', users: people })),
  textFrame(messageText(10)),
  textFrame(floorText(11)),
  PING
])

it('finds every frame, however it is cut', () => {
  for (const size of [1, 2, 3, 7, 75, 76, 77, 479, 480, 481, 65_536, stream.length]) {
    const found: unknown[] = []
    const walk = createFrameWalk({
      message: (seq) => found.push(seq),
      other: (initials) => found.push(initials),
      ping: () => found.push('ping')
    })
    for (let at = 0; at < stream.length; at += size) {
      const piece = stream.subarray(at, at + size)
      walk(piece, piece.length)
    }
    expect(found).toEqual([9, 'cat', 'cau', 'ping', 'onl', 10, 11, 'ping'])
  }
})

it('measures frames of one length', () => {
  expect(textFrame(messageText(5000))).toHaveLength(FRAME_BYTES)
  expect(textFrame(floorText(5000))).toHaveLength(FRAME_BYTES)
})
