import { expect, test } from 'vitest'
import { noMeter } from '../meter.ts'
import { createTestLog } from '../testkit/test-server.ts'
import { createHttpApp } from './app.ts'

test('a request that never ends is not waited for', async () => {
  const { server } = createHttpApp(createTestLog(), noMeter)
  expect(server.requestTimeout).toBeGreaterThan(0)
  expect(server.headersTimeout).toBeGreaterThan(0)
})
