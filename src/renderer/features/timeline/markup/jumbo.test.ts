import { expect, it } from 'vitest'
import { isJumbo } from './jumbo.ts'

it.each(['😀', '👍🏽', '❤️', '👩‍👩‍👧‍👦', '🇫🇷', '1️⃣', '🎉🎉🎉', ' 🎉 🎉 ', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])('%s is drawn large', (text) => {
  expect(isJumbo(text)).toBe(true)
})

it.each(['', ' ', '1', '#', '©', '😀😀😀😀', '😀 ok', 'ok', ':)', '😀.', '\u200d', '👩‍👩‍👧‍👦'.repeat(9)])(
  '%j is not',
  (text) => {
    expect(isJumbo(text)).toBe(false)
  }
)
