import { expect, test } from 'vitest'
import { ada, bob } from '../../shared/testkit/make.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { createPresence, type Presence } from './presence.ts'

const WINDOW = 100

function usernames(list: ReturnType<Presence['current']>): string[] {
  return [
    ...list
      .bytes(0)
      .toString()
      .matchAll(/"username":"(\w+)"/g)
  ].map(([, name]) => name ?? '')
}

function open() {
  const clock = createTurnedClock()
  const presence = createPresence({ clock })
  const announced: string[][] = []
  presence.changed.subscribe((list) => announced.push(usernames(list)))
  return { clock, presence, announced }
}

test('several who come and go are announced once, whole, after a moment', () => {
  const { clock, presence, announced } = open()
  presence.join(ada)
  const leave = presence.join(bob)
  expect(usernames(presence.current())).toEqual(['ada', 'bob'])
  expect(announced).toEqual([])
  clock.turn(WINDOW)
  expect(announced).toEqual([['ada', 'bob']])
  leave()
  presence.join(bob)()
  clock.turn(WINDOW)
  expect(announced).toEqual([['ada', 'bob'], ['ada']])
  clock.turn(10 * WINDOW)
  expect(announced).toHaveLength(2)
})

test('a user is online until the last of their sockets is gone', () => {
  const { clock, presence, announced } = open()
  const [first, second] = [presence.join(ada), presence.join(ada)]
  clock.turn(WINDOW)
  first()
  first()
  clock.turn(WINDOW)
  expect(usernames(presence.current())).toEqual(['ada'])
  expect(announced).toEqual([['ada']])
  second()
  clock.turn(WINDOW)
  expect(announced).toEqual([['ada'], []])
  expect(presence.count()).toBe(0)
})

test('tells whether the list goes out soon', () => {
  const { clock, presence } = open()
  expect(presence.isDue()).toBe(false)
  presence.join(ada)
  expect(presence.isDue()).toBe(true)
  clock.turn(WINDOW)
  presence.join(ada)
  expect(presence.isDue()).toBe(false)
})
