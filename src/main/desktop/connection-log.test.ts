import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { temporaryFolder } from '../testkit/temporary.ts'
import { createConnectionLog } from './connection-log.ts'

it('has a line for every frame, in their order, at hand at once and in the file soon', async () => {
  const log = createConnectionLog(temporaryFolder())
  for (let seq = 1; seq <= 600; seq++) log.add({ direction: 'down', facts: { type: 'chat_message', seq } })
  await Promise.resolve()
  log.add({ direction: 'state', facts: { phase: 'online' } })
  expect(log.lines()).toHaveLength(500)
  expect(log.lines().at(-1)).toMatch(/^\S+Z · {"phase":"online"}$/)
  await vi.waitFor(() => expect(readFileSync(log.file, 'utf8').trimEnd().split('\n')).toHaveLength(601))
  const lines = readFileSync(log.file, 'utf8').trimEnd().split('\n')
  expect(lines.slice(-500)).toEqual(log.lines())
  expect(lines[0]).toMatch(/ ← {"type":"chat_message","seq":1}$/)
})
