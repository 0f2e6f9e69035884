import { expect, test } from 'vitest'
import { createThrottle } from './throttle.ts'

const TRIES = 10

test('who changes their address on this computer gains no tries', async () => {
  const throttle = createThrottle()
  const addresses = ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.2']
  for (let i = 0; i < TRIES; i++) expect(await throttle.attempt(addresses[i % 4]!, 'ada')).toBeNull()
  for (const address of addresses) expect(await throttle.attempt(address, 'ada')).toBeGreaterThan(0)
  expect(await throttle.attempt('192.0.2.1', 'ada')).toBeNull()
})
