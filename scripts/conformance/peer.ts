import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { MAX_FRAME_BYTES } from '../../src/shared/protocol/constants.ts'
import type { Opening } from '../../src/main/connection/dialect.ts'
import { Broken } from './check.ts'

/** One open socket: frames as text out, frames as text and as `Said` in. */
export interface Peer<Said> {
  /** Every text frame that came, in order. */
  readonly texts: readonly string[]
  /** What the frames mean, in the same order. */
  readonly said: readonly Said[]
  /** Null as long as it is open. */
  closeCode(): number | null
  send(frame: object | string): void
  /** Resolves as soon as a condition holds. Throws `Broken` when it does not within the patience, or never will. */
  until(what: string, isSo: () => boolean): Promise<void>
  /** The first of what is said, from a place on, of which `find` makes something. */
  first<T>(what: string, find: (said: Said) => T | null, from?: number): Promise<T>
  /** Resolves when nothing was said for a time, in milliseconds. */
  quiet(time: number): Promise<void>
  ping(): Promise<void>
  leave(): Promise<void>
}

/** What a server gets to answer a goodbye, in milliseconds. */
const GOODBYE = 1000

/** How a server answered who knocked. `status` 0: without any. */
export type Answer<Said> =
  { readonly kind: 'refused'; readonly status: number } | { readonly kind: 'open'; readonly peer: Peer<Said> }

export interface Listener<Said> {
  /** What a frame means. */
  read(text: string): Said
  /** Milliseconds that anything may take. */
  readonly patience: number
}

/** Opens a socket. */
export function knock<Said>(
  { url, headers, longestFrame = MAX_FRAME_BYTES }: Opening,
  { read, patience }: Listener<Said>
): Promise<Answer<Said>> {
  const ws = new WebSocket(url, {
    headers: { ...headers },
    perMessageDeflate: false,
    maxPayload: longestFrame,
    handshakeTimeout: patience,
    followRedirects: false
  })
  // From the first moment: a server may speak in the packet that answers the handshake.
  const peer = wrap(ws, read, patience)
  return new Promise((resolve) => {
    ws.once('open', () => resolve({ kind: 'open', peer }))
    ws.once('unexpected-response', (request, response) => {
      resolve({ kind: 'refused', status: response.statusCode ?? 0 })
      request.destroy()
    })
    ws.on('error', () => resolve({ kind: 'refused', status: 0 }))
  })
}

function wrap<Said>(ws: WebSocket, read: (text: string) => Said, patience: number): Peer<Said> {
  const texts: string[] = []
  const said: Said[] = []
  let code: number | null = null
  const { until, look } = createWaiting(patience, () => code)
  ws.on('message', (data: Buffer) => {
    const text = data.toString()
    texts.push(text)
    said.push(read(text))
    look()
  })
  ws.once('close', (closeCode) => {
    code = closeCode
    look()
  })

  return {
    texts,
    said,
    closeCode: () => code,
    send: (frame) => ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    until,
    async first<T>(what: string, find: (said: Said) => T | null, from = 0): Promise<T> {
      let place = from
      let found: T | null = null
      await until(what, () => {
        while (found === null && place < said.length) found = find(said[place++] as Said)
        return found !== null
      })
      return found as T
    },
    async quiet(time) {
      for (let before = -1; before !== said.length;) {
        before = said.length
        await pause(time)
      }
    },
    async ping() {
      let isAnswered = false
      ws.once('pong', () => {
        isAnswered = true
        look()
      })
      ws.ping()
      await until('the pong', () => isAnswered)
    },
    async leave() {
      if (code !== null) return
      const closed = once(ws, 'close')
      ws.close(1000)
      const timer = setTimeout(() => ws.terminate(), GOODBYE)
      await closed
      clearTimeout(timer)
    }
  }
}

/** Waits for conditions that are looked at anew whenever `look` is called; none holds any more after the end. */
function createWaiting(patience: number, closeCode: () => number | null) {
  const waiting = new Set<() => void>()
  return {
    look(): void {
      for (const check of waiting) check()
    },
    until(what: string, isSo: () => boolean): Promise<void> {
      return new Promise((resolve, reject) => {
        const end = (problem: string | null): void => {
          clearTimeout(timer)
          waiting.delete(check)
          if (problem === null) resolve()
          else reject(new Broken(problem))
        }
        const check = (): void => {
          const code = closeCode()
          if (isSo()) end(null)
          else if (code !== null) end(`the socket was closed with ${code} before ${what} came`)
        }
        const timer = setTimeout(() => end(`${what} did not come within ${patience / 1000} s`), patience)
        waiting.add(check)
        check()
      })
    }
  }
}
