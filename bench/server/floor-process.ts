/**
 * The floor: bare `ws`, which sends each message to every client with one `send`, knows nobody and stores nothing.
 * It frames what comes as the real server does, in as many bytes. Who connects is sent what came before, as far as the
 * process was told to keep it.
 */
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import './collect-on-signal.ts'
import { floorText } from './texts.ts'

const [port = '0', kept = '0'] = process.argv.slice(2)
const past: Buffer[] = []
let seq = 0

function nextFrame(): Buffer {
  seq++
  return Buffer.from(floorText(seq))
}

while (past.length < Number(kept)) past.push(nextFrame())
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port) }, () => {
  const address = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${address.port}` })}\n`)
})
server.on('connection', (client) => {
  for (const frame of past) client.send(frame, { binary: false })
  client.on('message', (data: Buffer) => {
    JSON.parse(data.toString())
    const frame = nextFrame()
    for (const one of server.clients) one.send(frame, { binary: false })
  })
})
