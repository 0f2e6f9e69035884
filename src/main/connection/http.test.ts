import { createServer as createTlsServer } from 'node:https'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { answer, serve } from '../testkit/served-http.ts'
import { createServerClient, socketUrl } from './http.ts'

const client = createServerClient(fetch)

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

it('tells a certificate that nobody vouches for, and a server that speaks no TLS', async () => {
  const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../testkit', name))
  const selfSigned = { key: read('self-signed-key.pem'), cert: read('self-signed.pem') }
  const server = createTlsServer(selfSigned, answer(200, '{}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  expect(await client.find(`https://localhost:${port}`)).toEqual({ ok: false, code: 'certificate_unknown' })
  const plain = await serve(answer(200, '{}'))
  expect(await client.find(plain.replace('http:', 'https:'))).toEqual({ ok: false, code: 'not_causerie' })
})

it.each([
  ['ENOTFOUND', 'unknown_host'],
  ['EAI_AGAIN', 'no_network'],
  ['ENETUNREACH', 'no_network'],
  ['CERT_HAS_EXPIRED', 'certificate_expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate_name'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate_unknown'],
  ['ECONNRESET', 'unreachable']
])('knows the network’s fault %s', async (code, problem) => {
  const faulty = createServerClient(async () => {
    throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) })
  })
  expect(await faulty.find('https://causerie.example')).toEqual({ ok: false, code: problem })
})

it('knows a server that speaks only later protocols', async () => {
  const later = await serve(answer(200, '{"name":"Labo","protocols":[2,3],"setup":false}'))
  expect(await client.find(later)).toEqual({ ok: false, code: 'outdated' })
  const older = await serve(answer(200, '{"name":"Labo","protocols":[0],"setup":false}'))
  expect(await client.find(older)).toEqual({ ok: false, code: 'not_causerie' })
})

it('passes on how long to wait after too many tries', async () => {
  const request = { username: 'ada', password: 'secret' }
  const body = '{"code":"rate_limited"}'
  const told = await serve(answer(429, body, { 'retry-after': '42' }))
  expect(await client.login(told, request)).toEqual({ ok: false, code: 'rate_limited', retryAfter: 42 })
  const untold = await serve(answer(429, body, { 'retry-after': 'soon' }))
  expect(await client.login(untold, request)).toEqual({ ok: false, code: 'rate_limited', retryAfter: 30 })
})
