import type { History } from './history.ts'
import { runHistory, type Ran } from './run-history.ts'
import { kindOf, shrink } from './shrink.ts'

/** A history that goes wrong, as small as it could be made. */
export interface Failure {
  readonly history: History
  /** What is wrong, each in a sentence. */
  readonly problems: readonly string[]
}

/** Runs a history below a folder, and makes it smaller when it fails; null: all is as it ought to be. */
export async function tryHistory(history: History, base: string): Promise<Failure | null> {
  const { problems } = await runHistory(history, base)
  const [first] = problems
  if (first === undefined) return null
  const failsAlike = (ran: Ran): boolean => ran.problems.some((problem) => kindOf(problem) === kindOf(first))
  const smallest = await shrink(history, async (other) => failsAlike(await runHistory(other, base)))
  return { history: smallest, problems: (await runHistory(smallest, base)).problems }
}

/** A failing history as an entry of `regressions.ts`. */
export function asRegression({ history, problems }: Failure): string {
  const { operations, ...rest } = history
  const lines = operations.map((operation) => `      ${JSON.stringify(operation)}`)
  return [
    '  {',
    `    // ${problems.slice(0, 3).join('\n    // ')}`,
    `    ...${JSON.stringify(rest)},`,
    '    operations: [',
    lines.join(',\n'),
    '    ]',
    '  }'
  ].join('\n')
}
