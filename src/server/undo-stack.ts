type Step = () => void | Promise<void>

/** What has to be undone, the last thing first: after a start that failed halfway, and at the end. */
export interface UndoStack {
  push(step: Step): void
  /** Every step is tried once, whatever the others do; then the first error is thrown, if there was one. */
  run(): Promise<void>
}

export function createUndoStack(): UndoStack {
  const steps: Step[] = []
  return {
    push: (step) => void steps.push(step),
    async run() {
      const errors: unknown[] = []
      for (let step = steps.pop(); step; step = steps.pop()) {
        try {
          await step()
        } catch (error) {
          errors.push(error)
        }
      }
      if (errors.length > 0) throw errors[0]
    }
  }
}
