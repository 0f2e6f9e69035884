import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { fail, ok } from '../../shared/std/result.ts'
import { makeHello, posted, said } from '../../shared/testkit/make.ts'
import { openLevel0 } from '../testkit/opened-level-0.ts'
import { openOnline, openSync } from '../testkit/opened-sync.ts'
import { openScriptedServer } from '../testkit/scripted-server.ts'

it('waits for a keyring that is locked, and goes on when it is asked to', async () => {
  const server = await openScriptedServer()
  const opened = openSync(server.url)
  ;(await server.visitor()).socket.terminate()
  opened.token.answer = fail('locked')
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  opened.sync.retryConnection()
  await opened.until('connection.changed', ({ phase }) => phase === 'locked')
  opened.token.answer = ok('a-token')
  const visitor = server.visitor()
  opened.sync.retryConnection()
  ;(await visitor).say(makeHello())
  await opened.until('connection.changed', ({ phase }) => phase === 'online')
})

it('is signed out where there is no token any more', async () => {
  const { server, visitor, opened } = await openOnline()
  opened.token.answer = fail('none')
  visitor.socket.terminate()
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  opened.sync.retryConnection()
  await opened.until('connection.changed', ({ phase }) => phase === 'signed-out')
  await server.close()
})

it('comes back when the server that stops has asked it to, and after that in its own time', async () => {
  const { server, visitor, opened } = await openOnline()
  visitor.say({ type: 'reconnect', afterMs: 4321 })
  visitor.socket.close(1012)
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  expect(opened.sync.connection).toMatchObject({ retryAt: opened.clock.now() + 4321, failures: 0 })
  opened.clock.turn(4320)
  expect(opened.sync.connection.phase).toBe('waiting')
  const next = server.visitor()
  opened.clock.turn(1)
  const back = await next
  back.say(makeHello())
  await opened.until('connection.changed', ({ phase }) => phase === 'online')
  back.socket.close(1012)
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  expect(opened.sync.connection).toMatchObject({ retryAt: opened.clock.now() + 750, failures: 1 })
})

it('says that it is too old for a server of a later protocol, and stays', async () => {
  const server = await openScriptedServer()
  const opened = openSync(server.url)
  ;(await server.visitor()).sayText('{"type":"hello","protocol":2}')
  await opened.until('connection.changed', ({ phase }) => phase === 'outdated')
  opened.clock.turn(120_000)
  expect(opened.sync.connection.phase).toBe('outdated')
})

it('says that it is too old for a server that does not even greet it', async () => {
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => void http.close())
  http.on('upgrade', (_, socket) => socket.end('HTTP/1.1 426 Upgrade Required\r\n\r\n'))
  const { port } = http.address() as AddressInfo
  await openSync(`ws://127.0.0.1:${port}/`).until('connection.changed', ({ phase }) => phase === 'outdated')
  // Only a server that greets can mean its protocol.
  await openLevel0(`http://127.0.0.1:${port}`).until('waiting')
})

it.each([
  ['speaks before its greeting', [said(posted(1))]],
  ['sends it away before its greeting', [{ type: 'reconnect', afterMs: 1 } as const]],
  ['greets twice', [makeHello(), makeHello()]]
])('ends a link whose server %s', async (_, downs) => {
  const server = await openScriptedServer()
  openSync(server.url)
  const visitor = await server.visitor()
  visitor.say(...downs)
  const [code] = (await once(visitor.socket, 'close')) as [number]
  expect(code).toBe(1002)
})

it('looks whether a silent connection still lives when the computer wakes, and ends a dead one', async () => {
  const { visitor, opened } = await openOnline()
  const pinged = vi.fn()
  visitor.socket.on('ping', pinged)
  opened.sync.retryConnection()
  await vi.waitFor(() => expect(pinged).toHaveBeenCalled())
  await vi.waitFor(() => {
    // The pong is here: time alone ends nothing.
    opened.clock.turn(1)
    expect(opened.sync.connection.phase).toBe('online')
  })
  visitor.socket.pause()
  opened.sync.retryConnection()
  opened.clock.turn(5_000)
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
})

it('leaves a trace of every frame, without the words in it', async () => {
  const { visitor, opened } = await openOnline()
  await opened.sync.send(1, 'Le mot de passe est sphaigne')
  await visitor.hear('send')
  expect(opened.traces).toContainEqual({
    direction: 'up',
    facts: expect.objectContaining({ type: 'chat_message', room: 1 }) as unknown
  })
  expect(opened.traces.map(({ direction }) => direction)).toContain('down')
  expect(JSON.stringify(opened.traces)).not.toMatch(/sphaigne|Lovelace|a-token/)
})
