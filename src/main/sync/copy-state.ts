import type { CopyState } from '../../shared/model/copy.ts'

/** How the copy stands, as the page is told of it: each part is set by the one that knows of it. */
export interface CopyStateHolder {
  readonly now: CopyState
  setCatchingUp(catchingUp: CopyState['catchingUp']): void
  setProblem(problem: CopyState['problem']): void
}

export function createCopyState(onChange: (state: CopyState) => void): CopyStateHolder {
  let now: CopyState = { catchingUp: null, problem: null }
  const set = (next: CopyState): void => {
    now = next
    onChange(now)
  }
  return {
    get now() {
      return now
    },
    setCatchingUp(catchingUp) {
      const { received, total } = now.catchingUp ?? {}
      if (catchingUp?.received === received && catchingUp?.total === total) return
      set({ ...now, catchingUp })
    },
    setProblem(problem) {
      if (problem !== now.problem) set({ ...now, problem })
    }
  }
}
