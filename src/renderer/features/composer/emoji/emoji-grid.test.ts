import { describe, expect, it } from 'vitest'
import { emojiAt, gridRows, moved, rowIndexOf, rowStarts, type Section } from './emoji-grid.ts'
import type { Emoji } from './emoji.ts'

function section(key: string, count: number): Section {
  const emojis = Array.from({ length: count }, (_, index): Emoji => {
    const words = { en: '', fr: '' }
    const codes = { en: [], fr: [] }
    return {
      base: `${key}${index}`,
      toned: [],
      group: 0,
      names: words,
      codes,
      tags: codes
    }
  })
  return { key, heading: key, emojis }
}

const rows = gridRows([section('a', 3), section('none', 0), section('b', 11), section('c', 1)])

describe('gridRows', () => {
  it('lays the sections out in lines of nine under their headings', () => {
    expect(rows.map((row) => (row.kind === 'heading' ? row.heading : row.emojis.length))).toEqual([
      'a',
      3,
      'b',
      9,
      2,
      'c',
      1
    ])
  })

  it('puts each below the one before', () => {
    expect(rowStarts(rows)).toEqual([0, 34, 71, 105, 142, 179, 213, 250])
    expect(rowStarts(gridRows([{ ...section('found', 10), heading: null }]))).toEqual([6, 43, 80])
  })

  it('counts through all sections', () => {
    expect([0, 3, 12, 14].map((place) => emojiAt(rows, place)?.base)).toEqual(['a0', 'b0', 'b9', 'c0'])
    expect([0, 3, 12, 14].map((place) => rowIndexOf(rows, place))).toEqual([1, 3, 4, 6])
    expect(emojiAt(rows, 15)).toBeUndefined()
  })
})

describe('moved', () => {
  it('goes along and stops at both ends', () => {
    expect(moved(rows, 2, 'ArrowRight')).toBe(3)
    expect(moved(rows, 0, 'ArrowLeft')).toBe(0)
    expect(moved(rows, 14, 'ArrowRight')).toBe(14)
  })

  it('goes up and down in its column, across headings, as far as the line reaches', () => {
    expect(moved(rows, 1, 'ArrowDown')).toBe(4)
    expect(moved(rows, 11, 'ArrowUp')).toBe(2)
    expect(moved(rows, 11, 'ArrowDown')).toBe(13)
    expect(moved(rows, 14, 'ArrowUp')).toBe(12)
    expect(moved(rows, 14, 'ArrowDown')).toBe(14)
    expect(moved([], 0, 'ArrowDown')).toBe(0)
  })
})
