import type { IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { createAddressOf, isFromThisComputer, THIS_COMPUTER } from './address.ts'

const request = (remoteAddress: string, headers: IncomingHttpHeaders = {}) =>
  ({ headers, socket: { remoteAddress } }) as never

const from = (peer: string, forwarded: string, trusted: readonly string[]): string =>
  createAddressOf(trusted, () => {})(request(peer, forwarded === '' ? {} : { 'x-forwarded-for': forwarded }))

test.each([
  ['127.0.0.1', '', [], THIS_COMPUTER],
  ['::ffff:127.0.0.9', '', [], THIS_COMPUTER],
  ['::1', '', [], THIS_COMPUTER],
  ['192.0.2.1', '', [], '192.0.2.1'],
  // Nobody's word is taken unless it is said whose.
  ['127.0.0.1', '192.0.2.7', [], THIS_COMPUTER],
  ['192.0.2.1', '192.0.2.7', ['127.0.0.1'], '192.0.2.1'],
  ['127.0.0.1', '192.0.2.7', ['127.0.0.1'], '192.0.2.7'],
  ['::ffff:127.0.0.1', '192.0.2.7', ['127.0.0.1'], '192.0.2.7'],
  // What a client writes itself stands before what the proxy adds.
  ['127.0.0.1', '198.51.100.9, 192.0.2.7', ['127.0.0.1'], '192.0.2.7'],
  ['127.0.0.1', '198.51.100.9, 192.0.2.7, 10.1.2.3', ['127.0.0.1', '10.0.0.0/8'], '192.0.2.7'],
  ['127.0.0.1', '10.1.2.3', ['127.0.0.1', '10.0.0.0/8'], '10.1.2.3'],
  ['127.0.0.1', 'unknown', ['127.0.0.1'], THIS_COMPUTER],
  ['127.0.0.1', '127.0.0.2', ['127.0.0.1'], '127.0.0.2'],
  // One IPv6 network is one place, however it is written.
  ['::1', '2001:db8:0:7::1', ['::1'], '2001:db8:0:7::/64'],
  ['::1', '2001:DB8::7:ffff:0:0:1', ['::1'], '2001:db8:0:7::/64'],
  ['::1', '2001:0db8:0000:0007:1:2:3:4', ['::1'], '2001:db8:0:7::/64']
])('from %s, forwarded for %j, trusting %j: %s', (peer, forwarded, trusted, place) => {
  expect(from(peer, forwarded, trusted)).toBe(place)
})

test('who asks from this computer itself is told from who asks through it', () => {
  const asks = (host: string, headers: IncomingHttpHeaders = {}, peer = '127.0.0.1') =>
    isFromThisComputer(request(peer, { host, ...headers }))
  for (const host of ['127.0.0.1:8470', 'localhost', '[::1]:9']) expect(asks(host)).toBe(true)
  expect(asks('localhost', {}, '192.0.2.1')).toBe(false)
  for (const host of ['', 'chat.example.org', '127.0.0.1.example.org']) expect(asks(host)).toBe(false)
  for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-proto']) {
    expect(asks('localhost', { [header]: '127.0.0.1' })).toBe(false)
  }
})
