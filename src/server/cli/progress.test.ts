import { expect, test } from 'vitest'
import { createProgress } from './progress.ts'

function show(isTTY: boolean, shares: readonly number[]): string {
  let written = ''
  const progress = createProgress('Copying', { isTTY, write: (text) => (written += text) })
  for (const share of shares) progress.show(share)
  progress.end()
  progress.end()
  return written.replaceAll('\r\u001B[K', '|')
}

test('a terminal shows each percent once and is clean afterwards; nothing else is written to', () => {
  expect(show(true, [0, 0.5, 0.501, 1])).toBe('|Copying: 0 %|Copying: 50 %|Copying: 100 %|')
  expect(show(true, [])).toBe('')
  expect(show(false, [0, 0.5, 1])).toBe('')
})
