import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Unsubscribe } from '../../shared/std/clock.ts'
import { createEmitter } from '../../shared/std/signal.ts'
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
  /** Calls back each time that everything queued has left. */
  onDrained(listener: () => void): Unsubscribe
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

export function createLink({ ws, socket, budget, atEndOfTurn }: LinkDeps): Link {
  const drained = createEmitter<undefined>()
  let unsent: Buffer[] | null = null
  let unsentBytes = 0
  socket.on('drain', onDrain)
  socket.on('close', onDrain)

  const isOpen = (): boolean => ws.readyState === ws.OPEN && socket.writable
  const queued = (): number => unsentBytes + socket.writableLength
  const isFull = (): boolean => queued() >= budget

  function onDrain(): void {
    if (ws.isPaused) ws.resume()
    drained.emit(undefined)
  }

  function nextDrain(): Promise<void> {
    return new Promise((resolve) => {
      const stop = drained.subscribe(() => {
        stop()
        resolve()
      })
    })
  }

  function flush(): void {
    const frames = unsent
    const bytes = unsentBytes
    unsent = null
    unsentBytes = 0
    if (!frames || !isOpen()) return
    // Much is corked even if it is one piece: else no 'drain' follows where the kernel takes it all at once.
    const isCorked = frames.length > 1 || bytes >= socket.writableHighWaterMark
    if (isCorked) socket.cork()
    for (const frame of frames) socket.write(frame)
    if (isCorked) socket.uncork()
    // Who does not read the answers is not asked for more questions: this bounds what can queue up here.
    if (isFull() && !ws.isPaused) ws.pause()
  }

  return {
    isOpen,
    send(frames) {
      if (!isOpen() || frames.length === 0) return
      unsentBytes += frames.length
      if (unsent) {
        unsent.push(frames)
      } else {
        unsent = [frames]
        atEndOfTurn(flush)
      }
    },
    queued,
    isFull,
    async writable() {
      while (isOpen() && isFull()) await nextDrain()
    },
    onDrained: (listener) => drained.subscribe(listener),
    traffic: () => ({ received: socket.bytesRead, taken: socket.bytesWritten - socket.writableLength }),
    ping() {
      if (isOpen()) ws.ping()
    },
    close(code, reason) {
      flush()
      // The other side's half of the closing handshake must be read.
      if (ws.isPaused) ws.resume()
      ws.close(code, reason)
    },
    terminate: () => ws.terminate()
  }
}
