import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { encodeFrame, shareFrames, textFrame } from './frames.ts'

test('a text of any length is a frame that a client reads', async () => {
  const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000].map((length) => {
    return 'é'.repeat(length >> 1) + 'x'.repeat(length & 1)
  })
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (ws: WebSocket, request: IncomingMessage) => {
    for (const text of texts) request.socket.write(textFrame(text))
    ws.close()
  })
  await once(server, 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const received: string[] = []
  client.on('message', (data: Buffer, isBinary: boolean) => {
    received.push(isBinary ? 'binary' : data.toString())
  })
  await once(client, 'close')
  server.close()
  expect(received).toEqual(texts)
})

test('what level 0 has no word for takes no bytes there', () => {
  expect(encodeFrame({ type: 'caught-up' }, 0)).toHaveLength(0)
  expect(shareFrames([{ type: 'caught-up' }]).bytes(0)).toHaveLength(0)
})

test('shared frames are made once per level', () => {
  const frames = shareFrames([{ type: 'online', users: [] }])
  expect(frames.bytes(1)).toBe(frames.bytes(1))
  expect(frames.bytes(0).toString('latin1')).toContain('online_users_update')
})
