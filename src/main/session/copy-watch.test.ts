import { expect, it, onTestFinished } from 'vitest'
import type { CopyProblem } from '../../shared/model/copy.ts'
import { createEmitter } from '../../shared/std/signal.ts'
import { createTurnedClock, type TurnedClock } from '../../shared/testkit/turned-clock.ts'
import type { CopyFile } from '../store/copy-file.ts'
import { watchCopy, type CopyWatch } from './copy-watch.ts'

interface Watched {
  readonly clock: TurnedClock
  readonly watch: CopyWatch
  readonly calls: string[]
  /** How often the disk was tried. */
  readonly tries: () => number
  /** What the disk does from now on; null: it takes everything. */
  setProblem(problem: CopyProblem | null): void
  isThere: boolean
}

/** A file whose disk refuses when the test says so. */
function watched(): Watched {
  const problems = createEmitter<CopyProblem | null>()
  const damages = createEmitter<unknown>()
  const calls: string[] = []
  let told: CopyProblem | null = null
  let real: CopyProblem | null = null
  let tries = 0
  const tell = (): boolean => {
    if (told !== real) problems.emit((told = real))
    return real === null
  }
  const file: CopyFile = {
    get problem() {
      return told
    },
    problems,
    damages,
    look: () => state.isThere,
    tryToWrite() {
      tries++
      return tell()
    },
    saveGone: () => undefined
  }
  const clock = createTurnedClock()
  const watch = watchCopy({
    file,
    clock,
    onDamaged: () => calls.push('damaged'),
    onGone: () => calls.push('gone')
  })
  onTestFinished(watch.stop)
  const setProblem = (problem: CopyProblem | null): void => {
    real = problem
    if (problem) tell()
  }
  const state: Watched = { clock, watch, calls, tries: () => tries, setProblem, isThere: true }
  return state
}

it('has whoever wants to connect wait for the disk, which it tries at growing distances', async () => {
  const { clock, watch, tries, setProblem } = watched()
  await watch.untilWritable()
  setProblem('full')
  let isWritable = false
  const waiting = watch.untilWritable().then(() => (isWritable = true))
  clock.turn(10 * 60_000)
  const inTenMinutes = tries()
  expect(inTenMinutes).toBeGreaterThan(5)
  expect(inTenMinutes).toBeLessThan(20)
  await Promise.resolve()
  expect(isWritable).toBe(false)
  setProblem(null)
  clock.turn(60_000)
  await waiting
  expect(tries()).toBe(inTenMinutes + 1)
  clock.turn(60 * 60_000)
  expect(tries(), 'a disk that is good is left alone').toBe(inTenMinutes + 1)
})

it('does not believe a disk at once that refuses again as soon as it took something', () => {
  const { clock, tries, setProblem } = watched()
  for (let round = 0; round < 20; round++) {
    setProblem('full')
    setProblem(null)
    clock.turn(2000)
  }
  expect(tries()).toBeLessThan(10)
  clock.turn(60 * 60_000)
  const before = tries()
  setProblem('full')
  clock.turn(2000)
  expect(tries(), 'after a good hour it is tried soon').toBe(before + 1)
})

it('looks whether the file is still there although nothing is written', () => {
  const state = watched()
  state.clock.turn(60_000)
  expect(state.calls).toEqual([])
  state.isThere = false
  state.clock.turn(60_000)
  expect(new Set(state.calls)).toEqual(new Set(['gone']))
  state.watch.stop()
  const { length } = state.calls
  state.clock.turn(60_000)
  expect(state.calls).toHaveLength(length)
})
