import { once } from 'node:events'
import { WebSocket } from 'ws'

/** The twenty lines of WebSocket code that a page of the original system has: no library, no cursor, no answer. */
export interface Level0Client {
  readonly frames: readonly Record<string, unknown>[]
  send(frame: object): void
  /** Returns once such a frame has arrived. */
  received(isIt: (frame: Record<string, unknown>) => boolean): Promise<void>
  close(): Promise<void>
}

export async function openLevel0Client(url: string, token: string): Promise<Level0Client> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws/notifications/?token=${token}`)
  const frames: Record<string, unknown>[] = []
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Record<string, unknown>))
  await once(socket, 'open')
  return {
    frames,
    send: (frame) => socket.send(JSON.stringify(frame)),
    async received(isIt) {
      while (!frames.some(isIt)) await once(socket, 'message')
    },
    async close() {
      socket.close()
      await once(socket, 'close')
    }
  }
}
