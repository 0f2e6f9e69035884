import { format } from 'node:util'
import { afterEach, beforeEach } from 'vitest'

/** What a test wrote to console.error although it did not expect to; each line fails it. */
let unexpected: string[] = []

beforeEach(() => {
  unexpected = []
  console.error = (...parts: unknown[]) => void unexpected.push(format(...parts))
})

afterEach(() => {
  if (unexpected.length > 0) throw new Error(`unexpected console.error:\n${unexpected.join('\n')}`)
})
