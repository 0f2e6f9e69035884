import { expect, it } from 'vitest'
import { parseAddress } from './address.ts'

const parse = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)

it.each([
  ['causerie.example', 'https://causerie.example'],
  [' causerie.example:8443 ', 'https://causerie.example:8443'],
  ['https://causerie.example/some/path?x', 'https://causerie.example'],
  ['localhost:8470', 'http://localhost:8470'],
  ['127.0.0.1:8470', 'http://127.0.0.1:8470'],
  ['localhost:443', 'http://localhost:443'],
  ['[::1]:8470', 'http://[::1]:8470'],
  ['http://127.0.0.1:8470', 'http://127.0.0.1:8470'],
  ['https://localhost', 'https://localhost'],
  ['HTTPS://Causerie.Example', 'https://causerie.example']
])('%s is %s', (typed, origin) => {
  expect(parseAddress(typed, parse)).toEqual({ ok: true, value: origin })
})

it.each([
  ['  ', 'address_empty'],
  ['http://causerie.example', 'address_not_secure'],
  ['http://127.0.0.1.evil.example', 'address_not_secure'],
  ['http://localhost.evil.example', 'address_not_secure'],
  ['ftp://causerie.example', 'address_malformed'],
  ['javascript://alert', 'address_malformed'],
  ['file:///etc/passwd', 'address_malformed'],
  ['https://', 'address_malformed'],
  ['https://ada:secret@causerie.example', 'address_malformed'],
  ['two words', 'address_malformed']
])('%s is refused', (typed, code) => {
  expect(parseAddress(typed, parse)).toEqual({ ok: false, code })
})
