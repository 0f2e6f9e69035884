import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { FAULTS, startFaultProxy, type Fault, type FaultProxy, type Weather } from './fault-proxy.ts'

const CALM: Weather = { peace: 1e9, silence: 100, endless: 0, latency: 1 }

/** Answers every byte with the same byte. */
async function startEcho(): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined)
    socket.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function openProxy(target: number, weather: Weather, random = (): number => 0.1): Promise<FaultProxy> {
  const proxy = await startFaultProxy(target, weather, random)
  onTestFinished(proxy.close)
  return proxy
}

interface Line {
  readonly socket: Socket
  readonly came: () => string
  readonly ended: Promise<'reset' | 'end'>
}

function dial({ port }: FaultProxy): Line {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  onTestFinished(() => void socket.destroy())
  let text = ''
  socket.on('data', (data: Buffer) => (text += data.toString()))
  const ended = new Promise<'reset' | 'end'>((resolve) => {
    socket.on('error', () => resolve('reset'))
    socket.on('end', () => resolve('end'))
  })
  return { socket, came: () => text, ended }
}

/** Chance that draws no latency, a short peace and then this fault. */
const drawing = (fault: Fault): (() => number) => {
  const draws = [0, 0, 0.1, 0.1, (FAULTS.indexOf(fault) + 0.5) / FAULTS.length]
  return () => draws.shift() ?? 0.01
}

it('passes every byte in its order, and the end of one direction while the other goes on', async () => {
  let draws = 0
  const proxy = await openProxy(await startEcho(), CALM, () => (draws++ % 7) / 7)
  const line = dial(proxy)
  const said = Array.from({ length: 500 }, (_, number) => `message ${number};`)
  for (const one of said) line.socket.write(one)
  line.socket.end()
  expect(await line.ended).toBe('end')
  expect(line.came()).toBe(said.join(''))
})

it('resets who comes while it is shut, and whoever is there', async () => {
  const proxy = await openProxy(await startEcho(), CALM)
  const line = dial(proxy)
  line.socket.write('here')
  await vi.waitFor(() => expect(line.came()).toBe('here'))
  proxy.shut()
  expect(await line.ended).toBe('reset')
  expect(await dial(proxy).ended).toBe('reset')
  proxy.open()
  const next = dial(proxy)
  next.socket.write('there')
  await vi.waitFor(() => expect(next.came()).toBe('there'))
})

it('says so when there is no server', async () => {
  const proxy = await openProxy(1, CALM)
  expect(await dial(proxy).ended).toBe('reset')
})

it.each(['reset', 'end'] as const)('cuts a link: %s', async (fault) => {
  const proxy = await openProxy(await startEcho(), { ...CALM, peace: 100 }, drawing(fault))
  const line = dial(proxy)
  expect(await line.ended).toBe(fault)
  expect(proxy.counts[fault]).toBe(1)
})

it('swallows what is said into a silence, then resets it', async () => {
  const proxy = await openProxy(await startEcho(), { ...CALM, peace: 100 }, drawing('silent-up'))
  const line = dial(proxy)
  await vi.waitFor(() => expect(proxy.counts['silent-up']).toBe(1))
  line.socket.write('nobody hears this')
  expect(await line.ended).toBe('reset')
  expect(line.came()).toBe('')
})

it('spoils nothing any more once the sky is clear', async () => {
  const proxy = await openProxy(await startEcho(), { ...CALM, peace: 100 }, () => 0.05)
  proxy.clear()
  const line = dial(proxy)
  line.socket.write('still there')
  await vi.waitFor(() => expect(line.came()).toBe('still there'))
  expect(Object.values(proxy.counts).every((count) => count === 0)).toBe(true)
})
