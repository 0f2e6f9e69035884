import { expect, test } from 'vitest'
import { THIS_COMPUTER } from '../http/address.ts'
import { createHandshakeThrottle, createThrottle } from './throttle.ts'

const TRIES = 10

test('tries are counted for each address', async () => {
  const throttle = createThrottle()
  for (let i = 0; i < TRIES; i++) expect(await throttle.attempt(THIS_COMPUTER, 'ada')).toBeNull()
  expect(await throttle.attempt(THIS_COMPUTER, 'ada')).toBeGreaterThan(0)
  expect(await throttle.attempt('192.0.2.1', 'ada')).toBeNull()
})

test('handshakes too, but for those of this computer', async () => {
  const throttle = createHandshakeThrottle(2)
  for (let i = 0; i < 10; i++) expect(await throttle(THIS_COMPUTER)).toBeNull()
  for (let i = 0; i < 2; i++) expect(await throttle('192.0.2.1')).toBeNull()
  expect(await throttle('192.0.2.1')).toBeGreaterThan(0)
  expect(await throttle('192.0.2.2')).toBeNull()
})
