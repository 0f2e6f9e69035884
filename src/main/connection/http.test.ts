import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createServerClient, socketUrl } from './http.ts'

const client = createServerClient(fetch)

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answer =
  (status: number, body: string, headers = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body)

it('recognises a server, and tells what else may be at an address', async () => {
  const origin = await serve(answer(200, '{"name":"Labo","protocols":[0,1],"setup":false}'))
  expect(await client.find(origin)).toEqual({ ok: true, value: { origin, name: 'Labo', needsSetup: false } })
  expect(await client.find(origin.slice('http://'.length))).toMatchObject({ ok: true })
  expect(await client.find(await serve(answer(200, '<html>')))).toEqual({ ok: false, code: 'not_causerie' })
  expect(await client.find(await serve(answer(404, '')))).toEqual({ ok: false, code: 'not_causerie' })
  expect(await client.find(await serve(answer(302, '', { location: origin })))).toMatchObject({ ok: false })
  expect(await client.find('http://127.0.0.1:1')).toEqual({ ok: false, code: 'unreachable' })
  expect(await client.find('http://example.org')).toEqual({ ok: false, code: 'address_not_secure' })
})

it('signs in, and passes on the server’s reasons', async () => {
  const good = await serve(answer(200, '{"token":"t","user":{"id":1,"username":"ada","is_superuser":true}}'))
  const request = { username: 'ada', password: 'secret' }
  expect(await client.login(good, request)).toMatchObject({
    ok: true,
    value: { token: 't', user: { isSuperuser: true, firstName: '' } }
  })
  const wrong = await serve(answer(401, '{"code":"wrong_credentials","message":"…"}'))
  expect(await client.login(wrong, request)).toEqual({ ok: false, code: 'wrong_credentials' })
  const odd = await serve(answer(500, '{"code":"of tomorrow"}'))
  expect(await client.login(odd, request)).toEqual({ ok: false, code: 'internal' })
})

it('takes no token that would not fit in a header, and no answer without an end', async () => {
  const request = { username: 'ada', password: 'secret' }
  const user = '"user":{"id":1,"username":"ada"}'
  const split = await serve(answer(200, `{"token":"a\\nb",${user}}`))
  expect(await client.login(split, request)).toEqual({ ok: false, code: 'not_causerie' })
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))
  const endless = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
  })
  const before = process.memoryUsage.rss()
  expect(await client.find(endless)).toEqual({ ok: false, code: 'not_causerie' })
  expect(process.memoryUsage.rss() - before).toBeLessThan(32 * 1024 * 1024)
})

it('never follows a redirect with a password', async () => {
  let hits = 0
  const elsewhere = await serve((_, response) => void (hits++, response.end('{}')))
  const origin = await serve(answer(307, '', { location: elsewhere }))
  expect(await client.login(origin, { username: 'ada', password: 'secret' })).toMatchObject({ ok: false })
  expect(hits).toBe(0)
})

it('derives the socket’s address', () => {
  expect(socketUrl('https://causerie.example')).toBe('wss://causerie.example/ws/notifications/')
})
