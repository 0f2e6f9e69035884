/** Something that a server promises to its clients, and how to see whether it keeps it. */
export interface Check<Visit> {
  /** What is promised, as a sentence without its full stop. */
  readonly promise: string
  /** Milliseconds after which it counts as broken. */
  readonly limit?: number
  /** Resolves when the promise is kept, to what else is worth telling; throws what speaks against it. */
  look(visit: Visit): Promise<string | undefined>
}

/** Thrown by a check that cannot be made here; the message says why. */
export class Skipped extends Error {}

/** Thrown by a check whose promise is broken; the message says how. */
export class Broken extends Error {}

/** Throws `Broken` unless a condition holds. */
export function expectThat(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Broken(otherwise)
}

/** What checks need beside their promises: each leaves nothing open for the next. */
export interface Closable {
  /** Closes all that was opened since the last time. */
  closeAll(): Promise<void>
}

export interface Tally {
  readonly passed: number
  readonly failed: number
  /** The promises that were broken. */
  readonly broken: readonly string[]
}

const USUAL_LIMIT = 60_000

/** Makes one check after the other and says one line about each. */
export async function runChecks<Visit extends Closable>(
  checks: readonly Check<Visit>[],
  visit: Visit,
  say: (line: string) => void
): Promise<Tally> {
  const broken: string[] = []
  let passed = 0
  for (const check of checks) {
    try {
      const told = await withinLimit(check, visit)
      passed++
      say(`ok    ${check.promise}${told === undefined ? '' : ` (${told})`}`)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const isSkipped = error instanceof Skipped
      if (!isSkipped) broken.push(check.promise)
      say(`${isSkipped ? 'skip' : 'FAIL'}  ${check.promise}, because ${reason}`)
    } finally {
      await visit.closeAll()
    }
  }
  return { passed, failed: broken.length, broken }
}

async function withinLimit<Visit>(
  { look, limit = USUAL_LIMIT }: Check<Visit>,
  visit: Visit
): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Broken(`it took more than ${limit / 1000} s`)), limit)
  })
  try {
    return await Promise.race([look(visit), tooLate])
  } finally {
    clearTimeout(timer)
  }
}
