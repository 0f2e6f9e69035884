import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { EndOfTurn } from '../end-of-turn.ts'

/** More than this is never queued for one connection on purpose: who reads slowly is read for slowly. */
export const BYTE_BUDGET = 1024 * 1024

/** The writing side of one WebSocket, with a count of what the other side has not yet taken. */
export interface Link {
  isOpen(): boolean
  /** Writes whole frames. What is written in one turn of the event loop leaves in one system call. */
  send(frames: Buffer): void
  /** Bytes that wait in this process. */
  queued(): number
  /** Whether the budget is used up: nothing more should be sent that can be read again later. */
  isFull(): boolean
  /** Resolves when there is room again, or nobody to write to any more. */
  writable(): Promise<void>
  /** Calls back, once, when everything queued has left, or nobody is there any more. To be asked when much is queued. */
  onceDrained(listener: () => void): void
  /** Nothing more is read from the other side until `release`. */
  hold(): void
  release(): void
  /** How many bytes have come and gone: a connection on which this grows is alive. */
  traffic(): { readonly received: number; readonly taken: number }
  ping(): void
  close(code: number, reason: string): void
  terminate(): void
}

export interface LinkDeps {
  readonly ws: WebSocket
  /** The same connection's TCP socket: `ws` frames each message anew, so shared frames go around it. */
  readonly socket: Socket
  /** Bytes. */
  readonly budget: number
  readonly atEndOfTurn: EndOfTurn
}

export const createLink = (deps: LinkDeps): Link => new SocketLink(deps)

/** A class, like all that each of thousands of connections has one of: a closure per method and each is most of it. */
class SocketLink implements Link {
  readonly #ws: WebSocket
  readonly #socket: Socket
  readonly #budget: number
  readonly #atEndOfTurn: EndOfTurn
  #unsent: Buffer[] | null = null
  #unsentBytes = 0
  #waiting: (() => void)[] | null = null
  #isHeld = false

  constructor({ ws, socket, budget, atEndOfTurn }: LinkDeps) {
    this.#ws = ws
    this.#socket = socket
    this.#budget = budget
    this.#atEndOfTurn = atEndOfTurn
  }

  isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN && this.#socket.writable
  }

  send(frames: Buffer): void {
    if (!this.isOpen() || frames.length === 0) return
    this.#unsentBytes += frames.length
    if (this.#unsent) {
      this.#unsent.push(frames)
    } else {
      this.#unsent = [frames]
      this.#atEndOfTurn(() => this.#flush())
    }
  }

  #flush(): void {
    const socket = this.#socket
    const frames = this.#unsent
    const bytes = this.#unsentBytes
    this.#unsent = null
    this.#unsentBytes = 0
    if (!frames || !this.isOpen()) return
    // Much is corked even if it is one piece: else no 'drain' follows where the kernel takes it all at once.
    const isCorked = frames.length > 1 || bytes >= socket.writableHighWaterMark
    if (isCorked) socket.cork()
    for (const frame of frames) socket.write(frame)
    if (isCorked) socket.uncork()
    // Who does not read the answers is not asked for more questions: this bounds what can queue up here.
    if (this.isFull() && !this.#ws.isPaused) {
      this.#ws.pause()
      this.onceDrained(() => this.#readOn())
    }
  }

  #readOn(): void {
    if (this.#ws.isPaused && !this.#isHeld) this.#ws.resume()
  }

  hold(): void {
    this.#isHeld = true
    if (this.isOpen()) this.#ws.pause()
  }

  release(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    if (!this.isFull()) this.#readOn()
  }

  queued(): number {
    return this.#unsentBytes + this.#socket.writableLength
  }

  isFull(): boolean {
    return this.queued() >= this.#budget
  }

  async writable(): Promise<void> {
    while (this.isOpen() && this.isFull()) await new Promise<void>((resolve) => this.onceDrained(resolve))
  }

  onceDrained(listener: () => void): void {
    if (this.#waiting) return void this.#waiting.push(listener)
    const waiting = [listener]
    this.#waiting = waiting
    const socket = this.#socket
    const callBack = (): void => {
      socket.off('drain', callBack).off('close', callBack)
      this.#waiting = null
      for (const one of waiting) one()
    }
    socket.on('drain', callBack).on('close', callBack)
  }

  traffic(): { received: number; taken: number } {
    const { bytesRead, bytesWritten, writableLength } = this.#socket
    return { received: bytesRead, taken: bytesWritten - writableLength }
  }

  ping(): void {
    if (this.isOpen()) this.#ws.ping()
  }

  close(code: number, reason: string): void {
    this.#flush()
    this.#isHeld = false
    // The other side's half of the closing handshake must be read.
    this.#readOn()
    this.#ws.close(code, reason)
  }

  terminate(): void {
    this.#ws.terminate()
  }
}
