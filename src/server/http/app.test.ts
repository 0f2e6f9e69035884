import { expect, test } from 'vitest'
import { createTestLog } from '../testkit/test-server.ts'
import { createHttpApp } from './app.ts'

test('a request that never ends is not waited for', async () => {
  const { server } = createHttpApp(createTestLog())
  expect(server.requestTimeout).toBeGreaterThan(0)
  expect(server.headersTimeout).toBeGreaterThan(0)
})
