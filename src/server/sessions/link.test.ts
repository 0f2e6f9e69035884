import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createEndOfTurn } from '../end-of-turn.ts'
import { textFrame } from '../fanout/frames.ts'
import { createLink, type Link } from './link.ts'

const BUDGET = 64 * 1024

let server: WebSocketServer
let client: WebSocket
let socket: Socket
let link: Link
let received: string[]

beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const connected = once(server, 'connection') as Promise<[WebSocket, IncomingMessage]>
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  received = []
  client.on('message', (data: Buffer) => received.push(data.toString()))
  const [[ws, request]] = await Promise.all([connected, once(client, 'open')])
  socket = request.socket
  link = createLink({ ws, socket, budget: BUDGET, atEndOfTurn: createEndOfTurn() })
})
afterEach(() => {
  client.terminate()
  server.close()
})

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('what is sent in one turn is counted at once and leaves when the turn ends', async () => {
  const frames = ['a', 'b', 'c'].map(textFrame)
  const before = socket.bytesWritten
  for (const frame of frames) link.send(frame)
  expect(link.queued()).toBe(9)
  expect(socket.bytesWritten).toBe(before)
  await turn()
  expect(link.queued()).toBe(0)
  await expect.poll(() => received).toEqual(['a', 'b', 'c'])
})

test('what was sent before a close still arrives, what comes after it does not', async () => {
  link.send(textFrame('before'))
  link.close(4000, 'enough')
  link.send(textFrame('after'))
  const [code] = (await once(client, 'close')) as [number]
  expect(code).toBe(4000)
  expect(received).toEqual(['before'])
  expect(link.queued()).toBe(0)
})

test('a budget that is used up within one turn is full at once, and has room when that has left', async () => {
  const frame = textFrame('x'.repeat(BUDGET))
  expect(link.isFull()).toBe(false)
  link.send(frame)
  expect(link.isFull()).toBe(true)
  await link.writable()
  expect(link.isFull()).toBe(false)
  await expect.poll(() => received.map(({ length }) => length)).toEqual([BUDGET])
})

test('nobody is waited for who is gone', async () => {
  client.pause()
  for (let i = 0; i < 200; i++) link.send(textFrame('x'.repeat(BUDGET)))
  await turn()
  expect(link.isFull()).toBe(true)
  link.terminate()
  await link.writable()
  expect(link.isOpen()).toBe(false)
})
