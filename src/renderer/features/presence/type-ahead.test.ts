import { expect, it } from 'vitest'
import { placeByLetters } from './type-ahead.ts'

const names = ['Camille', 'Élise', 'Llewellyn', 'Lola', 'Maëlle', 'émile']
const after = (letters: string, at: number) => {
  const place = placeByLetters(names, letters, at)
  return place === null ? null : names[place]
}

it('goes to the next name with a letter, round to the beginning', () => {
  expect(after('l', 0)).toBe('Llewellyn')
  expect(after('l', 2)).toBe('Lola')
  expect(after('l', 3)).toBe('Llewellyn')
  expect(after('c', 0)).toBe('Camille')
})

it('keeps the name while further letters fit it', () => {
  expect(after('lo', 2)).toBe('Lola')
  expect(after('lo', 3)).toBe('Lola')
  expect(after('ma', 4)).toBe('Maëlle')
})

it('takes the same letter again as the next name, unless a name begins so', () => {
  expect(after('ee', 1)).toBe('émile')
  expect(after('ll', 3)).toBe('Llewellyn')
})

it('minds neither case nor accents', () => {
  expect(after('E', 0)).toBe('Élise')
  expect(after('É', 1)).toBe('émile')
  expect(after('mae', 0)).toBe('Maëlle')
})

it('stays where nobody is called so', () => {
  expect(after('x', 0)).toBeNull()
  expect(after('lx', 0)).toBeNull()
  expect(after('', 0)).toBeNull()
  expect(placeByLetters([], 'a', 0)).toBeNull()
})
