import { WebSocket } from 'ws'

export type Frame = Record<string, unknown> & { readonly type: string }

export interface ConnectOptions {
  readonly url: string
  readonly token: string
  readonly level: 0 | 1
  readonly origin?: string
  readonly protocols?: string[]
}

/** A client of twenty lines, at either level: raw frames out, parsed frames in. */
export interface TestClient {
  readonly ws: WebSocket
  /** Every frame that came, in order. */
  readonly frames: Frame[]
  send(frame: object): void
  /** The first frame of these types that no `next` has answered with yet; frames of other types stay. */
  next(...types: string[]): Promise<Frame>
  /** Resolves when that many frames of a type have come, to all of them. */
  all(type: string, count: number): Promise<Frame[]>
  readonly closed: Promise<number>
}

/** So long nothing may come before what is waited for: much takes its time on a busy computer. */
const PATIENCE_MS = 10_000

/** Resolves when the handshake is done; rejects with the status when it is refused. */
export function connect({ url, token, level, origin, protocols }: ConnectOptions): Promise<TestClient> {
  const address = `${url.replace(/^http/, 'ws')}/ws/notifications/`
  const ws = new WebSocket(level === 1 ? address : `${address}?token=${token}`, protocols ?? [], {
    perMessageDeflate: false,
    ...(level === 1 ? { headers: { authorization: `Bearer ${token}` } } : {}),
    ...(origin === undefined ? {} : { origin })
  })
  return wrap(ws)
}

export function wrap(ws: WebSocket): Promise<TestClient> {
  const frames: Frame[] = []
  const taken = new Set<Frame>()
  const waiting = new Set<() => void>()
  ws.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString()) as Frame)
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => ws.once('close', resolve))

  function until<T>(what: string, find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look)
        const came = frames.map((frame) => frame.type).slice(-10)
        reject(new Error(`${what} did not come; last came: ${came.join(', ') || 'nothing'}`))
      }, PATIENCE_MS)
      function look(): void {
        const found = find()
        if (found === undefined) return void timer.refresh()
        clearTimeout(timer)
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  }

  const client: TestClient = {
    ws,
    frames,
    send: (frame) => ws.send(JSON.stringify(frame)),
    next: (...types) =>
      until(types.join(' or '), () => {
        const frame = frames.find(({ type }, index) => types.includes(type) && !taken.has(frames[index]!))
        if (frame) taken.add(frame)
        return frame
      }),
    all: (type, count) =>
      until(`${count} times ${type}`, () => {
        const ofType = frames.filter((frame) => frame.type === type)
        return ofType.length >= count ? ofType : undefined
      }),
    closed
  }
  return new Promise((resolve, reject) => {
    ws.once('open', () => resolve(client))
    ws.on('error', reject)
    ws.once('unexpected-response', (_request, response) => {
      response.resume()
      reject(new Error(`status ${response.statusCode}`))
    })
  })
}

let counter = 0

/** A client id that no other call of this process returned. */
export function clientId(): string {
  counter++
  return `0190a5c8-0000-7000-8000-${counter.toString(16).padStart(12, '0')}`
}
