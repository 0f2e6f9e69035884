import { expect, it } from 'vitest'
import type { User } from '../../../shared/model/user.ts'
import { peopleByName, peopleInPlace } from './people-order.ts'

const person = (id: number, firstName: string): User => ({
  id,
  username: `u${id}`,
  firstName,
  lastName: '',
  isSuperuser: false
})
const names = (people: readonly User[]): string[] => people.map(({ firstName }) => firstName)

it('sorts the others as the language does, once for everybody who shows them', () => {
  const online = [person(1, 'Me'), person(2, 'Zoé'), person(3, 'Élise'), person(4, 'Eve')]
  const people = peopleByName(online, 1, 'fr')
  expect(names(people)).toEqual(['Élise', 'Eve', 'Zoé'])
  expect(peopleByName(online, 1, 'fr')).toBe(people)
  expect(names(peopleByName(online, 2, 'fr'))).toEqual(['Élise', 'Eve', 'Me'])
})

it('leaves everybody in their place while somebody is among them', () => {
  const before = [person(2, 'B'), person(3, 'C'), person(4, 'D')]
  const now = [person(1, 'A'), person(2, 'B'), person(4, 'D')]
  expect(names(peopleInPlace(before, now))).toEqual(['B', 'D', 'A'])
})
