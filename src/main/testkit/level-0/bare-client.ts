import { once } from 'node:events'
import { WebSocket, type ClientOptions } from 'ws'

export type Frame = Readonly<Record<string, unknown>>

/** What a page of the seed has: a socket, and the frames that came. */
export interface BareClient {
  readonly socket: WebSocket
  readonly frames: readonly Frame[]
  send(frame: object): void
  /** Frames of one type, once there are this many. */
  heard(type: string, count?: number): Promise<readonly Frame[]>
  /** The code with which the server closes. */
  closed(): Promise<number>
}

export interface Door {
  readonly token?: string
  readonly path?: string
  readonly origin?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly subprotocols?: string[]
}

/** Opens a socket as a page of the server itself does; rejects with the message of `ws` where it is refused. */
export async function openBareClient(url: string, door: Door = {}): Promise<BareClient> {
  const { token, path = '/ws/notifications/', origin = url, headers = {}, subprotocols = [] } = door
  const query = token === undefined ? '' : `?token=${token}`
  const options: ClientOptions = { headers: { ...headers, ...(origin === null ? {} : { origin }) } }
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}${query}`, subprotocols, options)
  const frames: Frame[] = []
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame))
  await once(socket, 'open')
  const closing = new Promise<number>((resolve) => socket.once('close', resolve))
  return {
    socket,
    frames,
    send: (frame) => socket.send(JSON.stringify(frame)),
    async heard(type, count = 1) {
      const found = (): readonly Frame[] => frames.filter((frame) => frame['type'] === type)
      while (found().length < count) await once(socket, 'message')
      return found()
    },
    closed: () => closing
  }
}
