import { encodeDown, type Down } from '../../shared/protocol/down.ts'
import { encodeDownLevel0 } from '../../shared/protocol/level-0.ts'

/** Which words a connection understands: 0 as the original backend speaks, 1 as Causerie does. */
export type Level = 0 | 1

/** Bytes for many sockets, made at most once per level, when the first socket of that level asks. */
export interface SharedFrames {
  bytes(level: Level): Buffer
}

export function shareFrames(downs: readonly Down[]): SharedFrames {
  const made: Partial<Record<Level, Buffer>> = {}
  return {
    bytes: (level) => (made[level] ??= Buffer.concat(downs.map((down) => encodeFrame(down, level))))
  }
}

const NO_BYTES = Buffer.alloc(0)

/** The WebSocket frame that says it; empty where level 0 has no word for it. */
export function encodeFrame(down: Down, level: Level): Buffer {
  const text = level === 1 ? encodeDown(down) : encodeDownLevel0(down)
  return text === null ? NO_BYTES : textFrame(text)
}

const FINAL_TEXT = 0x81
const LENGTH_IN_16_BITS = 126
const LENGTH_IN_64_BITS = 127

/**
 * A text frame as a server sends it: final and unmasked (RFC 6455, 5.2). Made here, because `ws` would frame the
 * same bytes anew for each socket.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const headerLength = length < LENGTH_IN_16_BITS ? 2 : length <= 0xffff ? 4 : 10
  const frame = Buffer.allocUnsafe(headerLength + length)
  frame[0] = FINAL_TEXT
  if (headerLength === 2) {
    frame[1] = length
  } else if (headerLength === 4) {
    frame[1] = LENGTH_IN_16_BITS
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = LENGTH_IN_64_BITS
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, headerLength)
  return frame
}
