import { expect, it } from 'vitest'
import { countInvented, judge, type Log, type Stored, type Testimony } from './verdict.ts'

const stored = (seq: number, change: Partial<Stored> = {}): Stored => {
  return { id: 100 + seq, seq, n: seq, clientId: `c${seq}`, authorId: 1, body: `message ${seq}`, ...change }
}
const messages = [stored(1), stored(2), stored(3)]
const log: Log = { messages, events: messages.map(({ seq }) => ({ seq, event: `e${seq}` })) }
const typed = (...keys: string[]): Testimony['typed'] => keys.map((key) => ({ key, isSure: true }))
const whole: Testimony = {
  client: 'ines',
  typed: typed('c1', 'c2', 'c3'),
  accepted: [{ clientId: 'c2', id: 102, seq: 2, n: 2 }],
  seen: { kind: 'copy', messages }
}
const clean = { lost: 0, twice: 0, outOfOrder: 0, wrong: 0 }

it('finds nothing where everything is there once and in order', () => {
  expect(judge(whole, log)).toEqual({ client: 'ines', typed: 3, stored: 3, seen: 3, toSee: 3, ...clean })
  const events: Testimony = { ...whole, seen: { kind: 'events', events: log.events } }
  expect(judge(events, log)).toMatchObject({ seen: 3, toSee: 3, ...clean })
})

it('finds what was typed and is not stored, unless its author was never told that it is on disk', () => {
  expect(judge({ ...whole, typed: typed('c1', 'c9') }, log)).toMatchObject({ ...clean, lost: 1, stored: 1 })
  const doubtful = [...typed('c1'), { key: 'c9', isSure: false }]
  expect(judge({ ...whole, typed: doubtful }, log)).toMatchObject(clean)
})

it('finds what is stored twice, by its client id or by its text', () => {
  const twice = { ...log, messages: [...messages, stored(4, { body: 'message 1' })] }
  const seen = { kind: 'copy', messages: twice.messages } as const
  expect(judge({ ...whole, typed: typed('message 1'), seen }, twice)).toMatchObject({ ...clean, twice: 1 })
})

it('finds what an author typed in another order', () => {
  expect(judge({ ...whole, typed: typed('c2', 'c1', 'c3') }, log)).toMatchObject({ ...clean, outOfOrder: 1 })
})

it.each([
  ['is missing', [stored(1), stored(3)], { lost: 1 }],
  ['is there twice', [stored(1), stored(2), stored(2), stored(3)], { twice: 1 }],
  ['is out of order', [stored(1), stored(3), stored(2)], { outOfOrder: 1 }],
  ['says otherwise', [stored(1), stored(2, { body: 'else' }), stored(3)], { wrong: 1 }],
  ['was never stored', [...messages, stored(4)], { wrong: 1 }],
  ['was deleted, but not here', [stored(1, { body: null }), stored(2), stored(3)], { wrong: 1 }]
])('finds in a copy what %s', (_, copy, found) => {
  expect(judge({ ...whole, seen: { kind: 'copy', messages: copy } }, log)).toMatchObject({
    ...clean,
    ...found
  })
})

it('finds an event of another history under the same number', () => {
  const events = [log.events[0]!, { seq: 2, event: 'other' }, log.events[2]!]
  expect(judge({ ...whole, seen: { kind: 'events', events } }, log)).toMatchObject({ ...clean, wrong: 1 })
})

it('finds an acknowledgement that does not hold', () => {
  const lost = { clientId: 'c9', id: 109, seq: 9, n: 9 }
  expect(judge({ ...whole, accepted: [lost] }, log)).toMatchObject({ ...clean, wrong: 1 })
  const moved = { clientId: 'c2', id: 102, seq: 3, n: 2 }
  expect(judge({ ...whole, accepted: [moved] }, log)).toMatchObject({ ...clean, wrong: 1 })
})

it('lets level 0 read what it did not hear, and hear what was deleted later', () => {
  const kept = { ...log, messages: [stored(1), stored(2, { body: null }), stored(3)] }
  const hearing = (heard: number[], history: number[]): Testimony => {
    const say = (seqs: number[]) => seqs.map((seq) => ({ id: 100 + seq, body: `message ${seq}` }))
    return { ...whole, accepted: [], seen: { kind: 'hearing', heard: say(heard), history: say(history) } }
  }
  expect(judge(hearing([1, 2], [1, 3]), kept)).toMatchObject({ ...clean, seen: 2, toSee: 2 })
  expect(judge(hearing([1], [1]), kept)).toMatchObject({ ...clean, lost: 1 })
  expect(judge(hearing([1, 1], [1, 3]), kept)).toMatchObject({ ...clean, twice: 1 })
  expect(judge(hearing([2, 1], [1, 3]), kept)).toMatchObject({ ...clean, outOfOrder: 1 })
  expect(judge(hearing([7], [1, 3]), kept)).toMatchObject({ ...clean, wrong: 1 })
})

it('counts what nobody typed', () => {
  expect(countInvented([whole], log)).toBe(0)
  expect(countInvented([{ ...whole, typed: typed('c1', 'message 2') }], log)).toBe(1)
})
