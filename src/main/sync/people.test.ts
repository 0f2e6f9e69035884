import { expect, test } from 'vitest'
import { ada, bob } from '../../shared/testkit/make.ts'
import { changePeople } from './people.ts'

test('people come and go', () => {
  expect(changePeople({ online: [ada] }, { joined: [bob], left: [ada.id] })).toEqual({ online: [bob] })
})

test('who comes twice is there once, as they are now; who was not there can go', () => {
  const renamed = { ...ada, firstName: 'Augusta' }
  const people = changePeople({ online: [ada] }, { joined: [renamed], left: [bob.id] })
  expect(people).toEqual({ online: [renamed] })
})
