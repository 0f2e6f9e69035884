import { describe, expect, it } from 'vitest'
import { advance, isCancellable, type DeliveryStep, type Unsettled } from './delivery.ts'
import { compareMessages, type Message } from './message.ts'
import { bodyProblem, codePointLength } from './text.ts'
import { avatarIndex, displayName, initials, type User } from './user.ts'

const message = (change: Partial<Message>): Message => ({
  clientId: '',
  roomId: 1,
  senderId: 1,
  body: '',
  sentAt: 0,
  placement: null,
  outboxPosition: null,
  delivery: { state: 'sent' },
  ...change
})
const user = (change: Partial<User>): User => ({
  id: 1,
  username: 'ada',
  firstName: '',
  lastName: '',
  isSuperuser: false,
  ...change
})

it('orders by the server’s numbers, then by the order of typing, whatever the clocks say', () => {
  const placed = (seq: number): Message =>
    message({ placement: { id: 9 - seq, seq, n: seq }, sentAt: 9 - seq })
  const typed = (outboxPosition: number): Message => message({ outboxPosition, sentAt: -outboxPosition })
  const sorted = [typed(2), placed(2), typed(1), placed(1)].toSorted(compareMessages)
  expect(sorted.map(({ placement, outboxPosition }) => placement?.seq ?? `typed ${outboxPosition}`)).toEqual([
    1,
    2,
    'typed 1',
    'typed 2'
  ])
})

describe('delivery', () => {
  const after = (...steps: DeliveryStep[]): Unsettled =>
    steps.reduce<Unsettled>(advance, { state: 'waiting' })
  const refused: DeliveryStep = { type: 'refused', code: 'x' }

  it('goes forward only', () => {
    expect(after({ type: 'handed-over' })).toEqual({ state: 'handed-over' })
    expect(after({ type: 'handed-over' }, { type: 'retry' })).toEqual({ state: 'handed-over' })
    expect(after({ type: 'handed-over' }, refused)).toEqual({ state: 'failed', code: 'x' })
    expect(after(refused, { type: 'handed-over' })).toEqual({ state: 'failed', code: 'x' })
    expect(after(refused, { type: 'retry' })).toEqual({ state: 'waiting' })
  })

  it('may be taken back before it left, or once refused', () => {
    expect(isCancellable({ state: 'waiting' })).toBe(true)
    expect(isCancellable({ state: 'failed', code: 'x' })).toBe(true)
    expect(isCancellable({ state: 'handed-over' })).toBe(false)
  })
})

it('counts code points after trimming', () => {
  expect(codePointLength('é🌱👩‍🚀')).toBe(5)
  expect(bodyProblem(' \n\t ', 10)).toBe('blank')
  expect(bodyProblem(' 🌱🌱 ', 2)).toBeNull()
  expect(bodyProblem('🌱🌱🌱', 2)).toBe('too_long')
})

it('names people and gives them letters and a ground', () => {
  expect(displayName(user({ firstName: 'Ada', lastName: 'Lovelace' }))).toBe('Ada Lovelace')
  expect(displayName(user({}))).toBe('ada')
  expect(initials(user({ firstName: 'Maëlle', lastName: 'Le Goff' }))).toBe('ML')
  expect(initials(user({ username: 'tom.whitaker' }))).toBe('TW')
  expect(initials(user({ username: 'ada' }))).toBe('A')
  expect([1, 2, 3, 42].map(avatarIndex)).toEqual([1, 2, 3, 42].map(avatarIndex))
  expect(new Set(Array.from({ length: 200 }, (_, id) => avatarIndex(id))).size).toBe(10)
})
