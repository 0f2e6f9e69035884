import { expect, it } from 'vitest'
import { createTurnedClock, type TurnedClock } from '../../shared/testkit/turned-clock.ts'
import { openPatiently, type Opened, type Wish } from './patient-start.ts'

interface Start {
  readonly clock: TurnedClock
  readonly outcome: Promise<Opened<string> | null>
  /** Why it was asked, each time, and what ends the question. */
  readonly questions: { readonly reason: string; readonly signal: AbortSignal }[]
  problem: string | null
  answer(wish: Wish): Promise<void>
}

/** A start that fails for as long as there is a problem. */
function begin(): Start {
  const clock = createTurnedClock()
  let answer: (wish: Wish) => void = () => undefined
  const open = (): string => {
    if (start.problem !== null) throw new Error(start.problem)
    return 'data'
  }
  const ask = (error: unknown, signal: AbortSignal): Promise<Wish> => {
    start.questions.push({ reason: String(error), signal })
    return new Promise((resolve) => (answer = resolve))
  }
  const start: Omit<Start, 'outcome'> = {
    clock,
    questions: [],
    problem: 'full',
    async answer(wish) {
      answer(wish)
      await new Promise(setImmediate)
    }
  }
  return Object.assign(start, { outcome: openPatiently({ open, ask, clock }) })
}

it('goes on by itself once there is room, and takes its question back', async () => {
  const start = begin()
  start.clock.turn(10_000)
  start.problem = null
  start.clock.turn(2000)
  expect(await start.outcome).toEqual({ opened: 'data' })
  expect(start.questions.map(({ reason, signal }) => [reason, signal.aborted])).toEqual([
    ['Error: full', true]
  ])
  expect(start.clock.untilNext()).toBeNull()
})

it('asks anew, with the reason of then, where a try that was asked for fails too', async () => {
  const start = begin()
  start.problem = 'read-only'
  await start.answer('try-again')
  start.problem = null
  await start.answer('try-again')
  expect(await start.outcome).toEqual({ opened: 'data' })
  expect(start.questions.map(({ reason }) => reason)).toEqual(['Error: full', 'Error: read-only'])
})

it('ends where the person would rather quit', async () => {
  const start = begin()
  await start.answer('quit')
  expect(await start.outcome).toBeNull()
  expect(start.clock.untilNext()).toBeNull()
})
