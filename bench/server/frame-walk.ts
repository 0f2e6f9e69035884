import { BEFORE_SEQ } from './texts.ts'

/** What walking over the frames of one connection finds. Called from the hottest place of a client. */
export interface Finds {
  /** The whole of a message's frame has come. */
  message(seq: number): void
  /** The whole of another frame has come: the first three letters of its type tell the types apart. */
  other(initials: string): void
  ping(): void
}

const TEXT = 1
const PING = 9
/** From here on the type of a text frame stands in its payload. */
const TYPE_AT = '{"type":"'.length
const SEQ_AT = BEFORE_SEQ.length
/** So many bytes of a frame tell all that is asked: its header, and the beginning up to a long number. */
const ENOUGH = 10 + SEQ_AT + 16
const [DIGIT_0, DIGIT_9, LETTER_C, LETTER_H] = [0x30, 0x39, 0x63, 0x68]

/**
 * Walks from header to header through what a server sends, and looks into no frame further than to its number:
 * thousands of clients share one process, which must cost little beside the server that is measured.
 */
export function createFrameWalk(finds: Finds): (bytes: Buffer, length: number) => void {
  /** The beginning of a frame of which too little had come to tell. */
  const held = Buffer.alloc(ENOUGH)
  let heldLength = 0
  /** Bytes of the last frame that are still to come, and what it is. */
  let missing = 0
  let tellLast: (() => void) | null = null

  /** Looks at a frame, of which all or enough is there; answers its length. */
  function look(bytes: Buffer, at: number, available: number): number {
    const opcode = (bytes[at] ?? 0) & 0x0f
    const short = bytes[at + 1] ?? 0
    const header = short < 126 ? 2 : short === 126 ? 4 : 10
    const payload =
      header === 2 ? short : header === 4 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6)
    const start = at + header
    const isMessage =
      opcode === TEXT && bytes[start + TYPE_AT] === LETTER_C && bytes[start + TYPE_AT + 1] === LETTER_H
    if (isMessage) {
      const seq = numberAt(bytes, start + SEQ_AT)
      if (header + payload <= available) finds.message(seq)
      else tellLast = () => finds.message(seq)
    } else {
      const initials = bytes.toString('latin1', start + TYPE_AT, start + TYPE_AT + 3)
      const tell = (): void =>
        opcode === PING ? finds.ping() : opcode === TEXT ? finds.other(initials) : undefined
      if (header + payload <= available) tell()
      else tellLast = tell
    }
    return header + payload
  }

  /** Whether a frame that begins there can be looked at. */
  function isEnough(bytes: Buffer, at: number, available: number): boolean {
    if (available >= ENOUGH) return true
    if (available < 2) return false
    const short = bytes[at + 1] ?? 0
    return short < 126 && available >= 2 + short
  }

  function finishLast(): void {
    const tell = tellLast
    tellLast = null
    tell?.()
  }

  return (bytes, length) => {
    let at = 0
    if (missing > 0) {
      at = Math.min(missing, length)
      missing -= at
      if (missing > 0) return
      finishLast()
    }
    if (heldLength > 0) at = completeHeld(bytes, at, length)
    while (at < length) {
      const available = length - at
      if (!isEnough(bytes, at, available)) {
        heldLength = bytes.copy(held, 0, at, length)
        return
      }
      const whole = look(bytes, at, available)
      missing = Math.max(0, whole - available)
      at += whole
    }
  }

  /** Adds to the beginning that is held until it is enough; answers where the next frame begins. */
  function completeHeld(bytes: Buffer, at: number, length: number): number {
    const before = heldLength
    heldLength += bytes.copy(held, heldLength, at, Math.min(length, at + ENOUGH - heldLength))
    if (!isEnough(held, 0, heldLength)) return length
    const available = before + length - at
    heldLength = 0
    const whole = look(held, 0, available)
    missing = Math.max(0, whole - available)
    return at + whole - before
  }
}

function numberAt(bytes: Buffer, at: number): number {
  let number = 0
  for (let place = at; ; place++) {
    const digit = bytes[place] ?? 0
    if (digit < DIGIT_0 || digit > DIGIT_9) return number
    number = number * 10 + digit - DIGIT_0
  }
}
