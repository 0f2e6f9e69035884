import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { encodeDown, type Down } from '../../shared/protocol/down.ts'
import { decodeUp, type Up } from '../../shared/protocol/up.ts'

/** One client that has come to a scripted server. */
export interface Visitor {
  readonly authorization: string | undefined
  readonly socket: WebSocket
  /** Says all of it in one piece, so that one turn of the client's event loop hears it. */
  say(...downs: Down[]): void
  sayText(text: string): void
  /** The next command of a kind; commands are kept until they are asked for. */
  hear<T extends Up['type']>(type: T): Promise<Extract<Up, { type: T }>>
  /** Commands of a kind that came and were not asked for yet. */
  unheard(type: Up['type']): number
}

/** A real socket server that says exactly what a test tells it to, where the real server never would. */
export interface ScriptedServer {
  readonly url: string
  /** The next client that connects. */
  visitor(): Promise<Visitor>
  close(): Promise<void>
}

export async function openScriptedServer(port = 0): Promise<ScriptedServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port })
  const visitors = createQueue<Visitor>()
  server.on('connection', (socket, request) => visitors.put(createVisitor(socket, request)))
  await once(server, 'listening')
  const close = async (): Promise<void> => {
    for (const client of server.clients) client.terminate()
    await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(close)
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws/notifications/`,
    visitor: () => visitors.take(),
    close
  }
}

function createVisitor(socket: WebSocket, request: IncomingMessage): Visitor {
  const queues = new Map<string, Queue<Up>>()
  const queueOf = (type: string): Queue<Up> => {
    const queue = queues.get(type) ?? createQueue<Up>()
    queues.set(type, queue)
    return queue
  }
  socket.on('message', (data) => {
    const up = decodeUp(String(data))
    if (!up.ok) throw new Error(`the client sent what is no command: ${String(data)}`)
    queueOf(up.value.type).put(up.value)
  })
  return {
    authorization: request.headers.authorization,
    socket,
    say(...downs) {
      request.socket.cork()
      for (const down of downs) socket.send(encodeDown(down))
      request.socket.uncork()
    },
    sayText: (text) => socket.send(text),
    hear: async (type) => (await queueOf(type).take()) as never,
    unheard: (type) => queueOf(type).size
  }
}

interface Queue<T> {
  put(value: T): void
  take(): Promise<T>
  readonly size: number
}

function createQueue<T>(): Queue<T> {
  const values: T[] = []
  const takers: ((value: T) => void)[] = []
  return {
    put(value) {
      const taker = takers.shift()
      if (taker) taker(value)
      else values.push(value)
    },
    take() {
      const value = values.shift()
      return value === undefined ? new Promise((resolve) => takers.push(resolve)) : Promise.resolve(value)
    },
    get size() {
      return values.length
    }
  }
}
