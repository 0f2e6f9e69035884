import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { CopyFile } from '../store/copy-file.ts'

/** Milliseconds between two looks at whether the file is still there, while nothing is written that would tell. */
const BETWEEN_LOOKS = 10_000
/** Milliseconds until a disk that refused is tried again; twice as long after each time that it refuses. */
const FIRST_TRY = 2000
const LONGEST_TRY = 60_000
/** A disk that refuses again so soon after it took something was not good again. */
const GOOD_AFTER = 30_000

/** Looks after the file of an open copy. */
export interface CopyWatch {
  /** Resolves once the disk takes what is written; at once, as long as it has not refused. */
  untilWritable(): Promise<void>
  stop(): void
}

export interface CopyWatchDeps {
  readonly file: CopyFile
  readonly clock: Clock
  /** The file is damaged: all that is done with it is in vain. */
  readonly onDamaged: (error: unknown) => void
  /** The file is not at its path any more: what it holds is lost when it is closed. Called until it is stopped. */
  readonly onGone: () => void
}

export function watchCopy({ file, clock, onDamaged, onGone }: CopyWatchDeps): CopyWatch {
  let delay = FIRST_TRY
  let goodSince = clock.now()
  let stopTrying: Unsubscribe | null = null
  let stopLooking: Unsubscribe
  let waiting: (() => void)[] = []

  const release = (): void => {
    const released = waiting
    waiting = []
    released.forEach((resolve) => resolve())
  }
  const tryLater = (): void => {
    stopTrying ??= clock.after(delay, () => {
      stopTrying = null
      delay = Math.min(LONGEST_TRY, delay * 2)
      if (!file.tryToWrite()) tryLater()
    })
  }
  const lookLater = (): void => {
    stopLooking = clock.after(BETWEEN_LOOKS, () => {
      if (!file.look()) onGone()
      lookLater()
    })
  }
  lookLater()
  const subscriptions = [
    file.damages.subscribe(onDamaged),
    file.problems.subscribe((problem) => {
      if (problem === 'gone') return onGone()
      if (problem === null) {
        goodSince = clock.now()
        return release()
      }
      if (clock.now() - goodSince > GOOD_AFTER) delay = FIRST_TRY
      tryLater()
    })
  ]
  return {
    untilWritable: () =>
      file.problem === null ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    stop() {
      subscriptions.forEach((unsubscribe) => unsubscribe())
      stopTrying?.()
      stopLooking()
      release()
    }
  }
}
