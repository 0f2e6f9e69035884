import { beforeEach, describe, expect, it } from 'vitest'
import { createTurnedClock, type TurnedClock } from '../../../shared/testkit/turned-clock.ts'
import { createDraftSaver, type DraftProblem, type DraftSaver } from './draft-saver.ts'

type Answer = { ok: boolean; code?: string }

let clock: TurnedClock
let saver: DraftSaver
let saves: { text: string; answer: (answer: Answer) => void }[]
let problems: (DraftProblem | null)[]

beforeEach(() => {
  clock = createTurnedClock()
  saves = []
  problems = []
  saver = createDraftSaver({
    save: (text) => new Promise((answer) => saves.push({ text, answer })),
    clock,
    saved: 'before',
    onProblem: (problem) => problems.push(problem)
  })
})

const texts = (): string[] => saves.map(({ text }) => text)

async function answer(index: number, given: Answer = { ok: true }): Promise<void> {
  saves[index]?.answer(given)
  await new Promise(setImmediate)
}

describe('a draft', () => {
  it('is saved after a pause, once', () => {
    saver.note('b')
    clock.turn(200)
    saver.note('bo')
    clock.turn(199)
    expect(texts()).toEqual([])
    clock.turn(51)
    expect(texts()).toEqual(['bo'])
    clock.turn(1000)
    expect(texts()).toEqual(['bo'])
  })

  it('does not wait for a pause that does not come', async () => {
    for (let key = 1; key <= 20; key++) {
      saver.note('x'.repeat(key))
      clock.turn(100)
      await answer(saves.length - 1)
    }
    expect(texts()).toEqual(['xxxx', 'xxxxxxxx', 'x'.repeat(12), 'x'.repeat(16), 'x'.repeat(20)])
  })

  it('that is on disk already is not saved again', () => {
    saver.note('other')
    saver.note('before')
    clock.turn(1000)
    saver.flush()
    expect(texts()).toEqual([])
  })

  it('is saved one at a time, the newest last', async () => {
    saver.note('one')
    saver.flush()
    saver.note('two')
    clock.turn(300)
    saver.note('three')
    clock.turn(300)
    expect(texts()).toEqual(['one'])
    await answer(0)
    expect(texts()).toEqual(['one', 'three'])
    await answer(1)
    expect(texts()).toEqual(['one', 'three'])
  })

  it('that could not be saved is tried again at the next key', async () => {
    saver.note('one')
    clock.turn(250)
    await answer(0, { ok: false, code: 'disk' })
    expect(problems).toEqual(['disk'])
    clock.turn(5000)
    expect(texts()).toEqual(['one'])
    saver.note('one two')
    clock.turn(250)
    await answer(1)
    expect(texts()).toEqual(['one', 'one two'])
    expect(problems).toEqual(['disk', null])
  })

  it('longer than main takes stays in the field only, and that is said', async () => {
    saver.note('x'.repeat(100_001))
    clock.turn(250)
    expect(texts()).toEqual([])
    expect(problems).toEqual(['too_long'])
    saver.note('x'.repeat(100_000))
    clock.turn(250)
    await answer(0)
    expect(problems).toEqual(['too_long', null])
  })

  it('is saved when the field goes, also behind a save that is under way', async () => {
    saver.note('one')
    saver.flush()
    saver.note('two')
    saver.close()
    saver.note('of somebody else')
    clock.turn(1000)
    await answer(0)
    expect(texts()).toEqual(['one', 'two'])
  })

  it('is not saved for whoever is no longer signed in', async () => {
    saver.note('one')
    saver.flush()
    saver.note('two')
    saver.close()
    await answer(0, { ok: false, code: 'signed_out' })
    expect(texts()).toEqual(['one'])
    expect(problems).toEqual([null])
  })
})

describe('while a message is sent', () => {
  it('nothing is saved; afterwards what is left, even nothing', () => {
    saver.note('Bonjour')
    saver.hold()
    saver.note('Bonjour encore')
    clock.turn(1000)
    saver.flush()
    expect(texts()).toEqual([])
    saver.release('')
    expect(texts()).toEqual([''])
  })

  it('that was refused, the text is saved as before', () => {
    saver.note('Bonjour')
    saver.hold()
    saver.release(null)
    clock.turn(250)
    expect(texts()).toEqual(['Bonjour'])
  })
})
