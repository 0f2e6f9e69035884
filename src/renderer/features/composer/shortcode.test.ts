import { describe, expect, it } from 'vitest'
import { begunAt, closedAt } from './shortcode.ts'

const begun = (text: string) => begunAt(text, text.length)
const closed = (text: string) => closedAt(text, text.length)

describe('begunAt', () => {
  it.each([
    [':se', { start: 0, name: 'se' }],
    ['Bravo :tad', { start: 6, name: 'tad' }],
    ['(:cœ', { start: 1, name: 'cœ' }],
    ['🎉:part', { start: 2, name: 'part' }],
    [':+1', { start: 0, name: '+1' }],
    ['a\n:jeune_pou', { start: 2, name: 'jeune_pou' }],
    ['`code` :se', { start: 7, name: 'se' }],
    ['```\ncode\n```\n:se', { start: 13, name: 'se' }]
  ])('finds the name in %j', (text, expected) => expect(begun(text)).toEqual(expected))

  it.each([
    [':'],
    [':s'],
    ['note : suite'],
    ['10:30'],
    ['10:30:45'],
    ['à :30'],
    ['https://bog'],
    ['std::move'],
    [':)'],
    [':-)'],
    ['`x :se'],
    ['```\n:se'],
    ['`a` `b :se']
  ])('finds none in %j', (text) => expect(begun(text)).toBeNull())

  it('looks at what is before the caret only', () => {
    expect(begunAt('x :seed y', 5)).toEqual({ start: 2, name: 'se' })
    expect(begunAt(':se `', 3)).toEqual({ start: 0, name: 'se' })
    expect(begunAt(':se', 1)).toBeNull()
  })
})

describe('closedAt', () => {
  it('finds a name between colons', () => {
    expect(closed('Bravo :seedling:')).toEqual({ start: 6, name: 'seedling' })
    expect(closed(':+1:')).toEqual({ start: 0, name: '+1' })
  })

  it.each([
    ['10:30:'],
    ['à :30:'],
    ['a:b:'],
    ['::'],
    [':s:'],
    ['`:seedling:'],
    ['```\n:seedling:'],
    ['x::seedling:']
  ])('finds none in %j', (text) => expect(closed(text)).toBeNull())
})
