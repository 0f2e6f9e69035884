import { beforeEach, expect, test } from 'vitest'
import { createDirection, type Direction, type Weather } from './network.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createTurnedClock, type TurnedClock } from './turned-clock.ts'

let clock: TurnedClock
let direction: Direction
let weather: Weather
let arrived: number[]

beforeEach(() => {
  clock = createTurnedClock()
  weather = { latency: 100, jitter: 50, bytesPerSecond: 1000 }
  direction = createDirection({ clock, random: createSeededRandom(1), weather: () => weather })
  arrived = []
})

const send = (count: number, bytes = 1): void => {
  for (let piece = 0; piece < count; piece++) direction.send(bytes, () => arrived.push(piece))
}

test('what is sent comes later, all of it and in its order', () => {
  send(10)
  clock.turn(99)
  expect(arrived).toEqual([])
  clock.turn(300)
  expect(arrived).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('much takes its time, and what is under way is counted', () => {
  send(2, 1000)
  expect(direction.underWay).toBe(2000)
  clock.turn(1200)
  expect(direction.underWay).toBe(1000)
  clock.turn(1200)
  expect(direction.underWay).toBe(0)
})

test('a faster line does not let what is sent later overtake', () => {
  send(1)
  weather = { latency: 0, jitter: 0, bytesPerSecond: 1_000_000 }
  direction.send(1, () => arrived.push(1))
  clock.turn(50)
  expect(arrived).toEqual([])
  clock.turn(200)
  expect(arrived).toEqual([0, 1])
})

test('after a loss comes what still arrives, and nothing that is sent then', () => {
  send(4)
  direction.lose(0.5)
  send(4)
  clock.turn(1000)
  expect(arrived).toEqual([0, 1])
})

test('who does not read gets all of it when they do', () => {
  send(2)
  direction.pause()
  clock.turn(1000)
  expect(arrived).toEqual([])
  direction.resume()
  expect(arrived).toEqual([0, 1])
})
