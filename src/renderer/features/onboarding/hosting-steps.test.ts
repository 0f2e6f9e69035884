import { expect, it } from 'vitest'
import { shownSteps } from './hosting-steps.ts'

const database = { name: 'database', isNew: true, ms: 300 } as const
const listening = { name: 'listening', port: 8470, ms: 100 } as const
const account = { name: 'account', username: 'ines' } as const

const states = (...args: Parameters<typeof shownSteps>) => shownSteps(...args).map(({ state }) => state)

it('goes on with the first step that is not done', () => {
  expect(states([], false)).toEqual(['going', 'todo', 'todo'])
  expect(states([database], false)).toEqual(['done', 'going', 'todo'])
  expect(states([database, listening, account], false)).toEqual(['done', 'done', 'done'])
})

it('names the step that has failed', () => {
  expect(states([database], true)).toEqual(['done', 'failed', 'todo'])
  expect(states([database, listening], true)).toEqual(['done', 'done', 'failed'])
})
