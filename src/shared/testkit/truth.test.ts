import { beforeEach, expect, test } from 'vitest'
import { createTruth, type Logged, type Truth } from './truth.ts'

const logged = (body: string | null, change: Partial<Logged> = {}): Logged => ({
  userId: 1,
  roomId: 1,
  body,
  ...change
})
const NONE: ReadonlySet<string> = new Set()

let truth: Truth
beforeEach(() => {
  truth = createTruth()
  for (const body of ['a', 'b'])
    truth.typed({ device: 'ada-0', userId: 1, roomId: 1, body, isRefusable: false })
})

test('what is there once and in its order is as it ought to be', () => {
  expect(truth.judge([logged('a'), logged('of somebody else'), logged('b')], NONE)).toEqual([])
})

test.each<[string, Logged[], string]>([
  ['lost', [logged('a')], '"b" in room 1 is lost'],
  ['there twice', [logged('a'), logged('b'), logged('b')], '"b" in room 1 is there 2 times'],
  ['out of order', [logged('b'), logged('a')], '"b" comes before "a", which was typed earlier'],
  [
    'of another author',
    [logged('a'), logged('b', { userId: 2 })],
    '"b" in room 1 is somebody else\'s, or elsewhere'
  ],
  [
    'in another room',
    [logged('a'), logged('b', { roomId: 2 })],
    '"b" in room 1 is somebody else\'s, or elsewhere'
  ]
])('what is %s is found', (_, log, problem) => {
  expect(truth.judge(log, NONE)).toEqual([problem])
})

test('what was taken back may not be there, what was deleted may be gone', () => {
  truth.cancelled('a')
  truth.deletionAsked('b')
  expect(truth.judge([logged(null)], NONE)).toEqual([])
  expect(truth.judge([logged('a')], NONE)).toEqual(['"a" in room 1 was taken back, and is there'])
})

test('what was changed before it left is there with its last text alone', () => {
  truth.changed('b', 'c')
  expect(truth.judge([logged('a'), logged('c')], NONE)).toEqual([])
  expect(truth.judge([logged('a'), logged('b')], NONE)).toEqual([
    '"c" in room 1 is lost',
    '"b" was changed before it left, and is there'
  ])
})

test('what nobody holds any more is not promised, what is adrift is promised without its order', () => {
  truth.doubt('b')
  expect(truth.judge([logged('a')], NONE)).toEqual([])
  truth.adrift('a')
  expect(truth.judge([logged('b'), logged('a')], NONE)).toEqual([])
})

test('what somebody asked to have deleted may be adrift too: they may have been refused', () => {
  truth.deletionAsked('b')
  expect(truth.judge([logged('b'), logged('a')], NONE)).not.toEqual([])
  expect(truth.promised().map(({ body }) => body)).toEqual(['a', 'b'])
  truth.adrift('b')
  expect(truth.judge([logged('b'), logged('a')], NONE)).toEqual([])
})

test('what may be refused is on the server or shown as not sent', () => {
  truth.typed({ device: 'ada-0', userId: 1, roomId: 1, body: 'c', isRefusable: true })
  const log = [logged('a'), logged('b')]
  expect(truth.judge(log, new Set(['c']))).toEqual([])
  expect(truth.judge(log, NONE)).toEqual(['"c" in room 1 is lost'])
})

test('a draft is the last one, or one of two where the program died', () => {
  truth.drafted({ device: 'ada-0', roomId: 1, text: 'one', isSure: true })
  expect(truth.judgeDraft('ada-0', 1, 'one')).toBeNull()
  expect(truth.judgeDraft('ada-0', 1, '')).toContain('one')
  truth.drafted({ device: 'ada-0', roomId: 1, text: 'two', isSure: false })
  expect(truth.judgeDraft('ada-0', 1, 'one')).toBeNull()
  expect(truth.judgeDraft('ada-0', 1, 'two')).toBeNull()
  truth.draftsGone('ada-0')
  expect(truth.judgeDraft('ada-0', 1, 'two')).not.toBeNull()
})
