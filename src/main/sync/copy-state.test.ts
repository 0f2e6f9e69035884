import { expect, it } from 'vitest'
import type { CopyState } from '../../shared/model/copy.ts'
import { createCopyState } from './copy-state.ts'

it('tells what has changed, once, and keeps what another has set', () => {
  const told: CopyState[] = []
  const state = createCopyState((now) => told.push(now))
  state.setCatchingUp(null)
  state.setProblem('full')
  state.setProblem('full')
  state.setCatchingUp({ received: 0, total: null })
  state.setCatchingUp({ received: 0, total: null })
  state.setCatchingUp({ received: 0, total: 9 })
  state.setCatchingUp(null)
  expect(told).toEqual([
    { catchingUp: null, problem: 'full' },
    { catchingUp: { received: 0, total: null }, problem: 'full' },
    { catchingUp: { received: 0, total: 9 }, problem: 'full' },
    { catchingUp: null, problem: 'full' }
  ])
  expect(state.now).toEqual({ catchingUp: null, problem: 'full' })
})
