import { expect, it } from 'vitest'
import { parseDeepLink } from './deep-link.ts'

it('names the server to join', () => {
  const expected = { ok: true, value: { kind: 'join', address: 'https://causerie.example:8443' } }
  expect(parseDeepLink('causerie://join?server=https%3A%2F%2Fcauserie.example%3A8443')).toEqual(expected)
  expect(parseDeepLink('CAUSERIE://join/?server=https://causerie.example:8443')).toEqual(expected)
})

it.each([
  '',
  'causerie:',
  'causerie://join',
  'causerie://join?server=',
  'causerie://open?file=/etc/passwd',
  'causerie://join?server=a&password=b',
  'causerie://join?server=a b',
  'causerie://join?server=%',
  'causerie://join?server=a#b',
  'https://join?server=a',
  'javascript://join?server=a',
  'x causerie://join?server=a',
  `causerie://join?server=${'a'.repeat(3000)}`
])('makes nothing of %s', (link) => {
  expect(parseDeepLink(link)).toEqual({ ok: false, code: 'not_a_route' })
})
