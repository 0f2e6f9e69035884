import { describe, expect, it } from 'vitest'
import { afterSending, charactersLeft, shownCount } from './counter.ts'

describe('charactersLeft', () => {
  it('counts code points, not halves of them, and not the spaces around', () => {
    expect(charactersLeft('été', 10)).toBe(7)
    expect(charactersLeft('  🎉🎉  \n', 10)).toBe(8)
    expect(charactersLeft('👩‍👩‍👧‍👦', 10)).toBe(3)
    expect(charactersLeft('x'.repeat(12), 10)).toBe(-2)
  })
})

describe('shownCount', () => {
  it('is silent until 200 are left, then counts down and below nothing', () => {
    expect(shownCount(201)).toBeNull()
    expect(shownCount(200)).toBe('200')
    expect(shownCount(0)).toBe('0')
    expect(shownCount(-12)).toBe('−12')
  })
})

describe('afterSending', () => {
  it('clears what was sent and keeps what was typed since', () => {
    expect(afterSending('bonjour', 'bonjour')).toBe('')
    expect(afterSending('bonjour\nencore', 'bonjour')).toBe('encore')
    expect(afterSending('autre chose', 'bonjour')).toBe('autre chose')
  })
})
