import { format } from 'node:util'
import { afterEach, beforeEach, vi } from 'vitest'

/** Milliseconds. A second, as it comes, is too short on a computer that does much else. */
const PATIENCE = 10_000
const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE, ...options })

/** What a test wrote to console.error although it did not expect to; each line fails it. */
let unexpected: string[] = []

beforeEach(() => {
  unexpected = []
  console.error = (...parts: unknown[]) => void unexpected.push(format(...parts))
})

afterEach(() => {
  if (unexpected.length > 0) throw new Error(`unexpected console.error:\n${unexpected.join('\n')}`)
})
