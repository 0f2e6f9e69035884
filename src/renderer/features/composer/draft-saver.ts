import type { Clock } from '../../../shared/std/clock.ts'

/** Milliseconds of a pause in typing after which a draft is saved. */
const PAUSE = 250
/** Whoever types without a pause has it saved every so many milliseconds. */
const LONGEST_WAIT = 400
/** What one call to main takes. */
const LONGEST_DRAFT = 100_000

/** Why what is in the field is not on disk. */
export type DraftProblem = 'disk' | 'too_long'

/** Keeps on disk what is being written in one room. */
export interface DraftSaver {
  /** Notes what is in the field now; it is on disk soon. */
  note(text: string): void
  /** Saves at once what is not on disk yet. */
  flush(): void
  /** A message is being sent: what main does with the draft on disk must not be undone meanwhile. */
  hold(): void
  /** The sending is over. `left`: what stays in the field of what was sent; null: nothing was sent. */
  release(left: string | null): void
  /** Saves what is not on disk yet, and takes no more. */
  close(): void
}

interface DraftSaverDeps {
  readonly save: (text: string) => Promise<{ readonly ok: boolean; readonly code?: string }>
  readonly clock: Clock
  /** What is on disk. */
  readonly saved: string
  /** Hears of each attempt how it went; null: well. */
  readonly onProblem: (problem: DraftProblem | null) => void
}

/** One save is under way at a time, and the newest text is always saved last. */
export function createDraftSaver({ save, clock, saved: onDisk, onProblem }: DraftSaverDeps): DraftSaver {
  let text = onDisk
  /** Null: only main knows. */
  let saved: string | null = onDisk
  let firstNotedAt: number | null = null
  let cancelTimer = (): void => undefined
  let isSaving = false
  let isDueAgain = false
  let isHeld = false
  let isClosed = false

  function schedule(): void {
    cancelTimer()
    firstNotedAt ??= clock.now()
    const longest = firstNotedAt + LONGEST_WAIT - clock.now()
    cancelTimer = clock.after(Math.max(0, Math.min(PAUSE, longest)), flush)
  }

  function flush(): void {
    cancelTimer()
    if (isHeld) return
    firstNotedAt = null
    if (isSaving) isDueAgain = true
    else if (text === saved) onProblem(null)
    else if (text.length > LONGEST_DRAFT) onProblem('too_long')
    else void saveNow(text)
  }

  async function saveNow(saving: string): Promise<void> {
    isSaving = true
    const answer = await save(saving)
    isSaving = false
    if (answer.ok) saved = saving
    // Nobody is signed in: there is nowhere left to save to, and nobody to tell.
    const isOver = answer.code === 'signed_out'
    onProblem(answer.ok || isOver ? null : 'disk')
    const isDue = isDueAgain && !isOver
    isDueAgain = false
    if (isDue) flush()
  }

  return {
    note(next) {
      if (isClosed || next === text) return
      text = next
      if (!isHeld) schedule()
    },
    flush,
    hold() {
      cancelTimer()
      isHeld = true
    },
    release(left) {
      if (isClosed) return
      isHeld = false
      if (left === null) return schedule()
      text = left
      saved = null
      flush()
    },
    close() {
      flush()
      isClosed = true
    }
  }
}
