import type { LocalServerStep } from '../../../shared/ipc/local-server.ts'

const NAMES = ['database', 'listening', 'account'] as const

/** A step as it stands: done, with what came of it, or not yet. */
export type ShownStep =
  | { readonly name: LocalServerStep['name']; readonly state: 'going' | 'todo' | 'failed' }
  | { readonly name: LocalServerStep['name']; readonly state: 'done'; readonly done: LocalServerStep }

/** All steps in their order. The first that is not done is the one that is going on, or that has failed. */
export function shownSteps(done: readonly LocalServerStep[], hasFailed: boolean): readonly ShownStep[] {
  const current = NAMES.find((name) => !done.some((step) => step.name === name))
  return NAMES.map((name) => {
    const step = done.find((one) => one.name === name)
    if (step) return { name, state: 'done', done: step }
    if (name !== current) return { name, state: 'todo' }
    return { name, state: hasFailed ? 'failed' : 'going' }
  })
}
