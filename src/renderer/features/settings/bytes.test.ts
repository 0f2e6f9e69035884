import { describe, expect, it } from 'vitest'
import { bytesFor } from './bytes.ts'

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('sizes', () => {
  it('are said in each language', () => {
    expect(plain(bytesFor('en', 184_000))).toBe('184 kB')
    expect(plain(bytesFor('fr', 184_000))).toBe('184 ko')
    expect(plain(bytesFor('en', 4_260_000))).toBe('4.3 MB')
    expect(plain(bytesFor('fr', 4_260_000))).toBe('4,3 Mo')
    expect(plain(bytesFor('en', 1))).toBe('1 byte')
    expect(plain(bytesFor('fr', 0))).toBe('0 octet')
  })

  it('go to the next unit rather than to a thousand', () => {
    expect(plain(bytesFor('en', 999))).toBe('999 bytes')
    expect(plain(bytesFor('en', 999_499))).toBe('999 kB')
    expect(plain(bytesFor('en', 999_500))).toBe('1 MB')
    expect(plain(bytesFor('en', 3e15))).toBe('3,000 TB')
  })
})
