import type { CopyProblem } from '../../shared/model/copy.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import { fileAt } from './database-files.ts'
import { GoneError, isDamaged, isDiskError, problemOf } from './database-faults.ts'
import type { Database } from './database.ts'
import { saveGone } from './put-back.ts'

/** The file behind an open copy: whether it takes what is written, and whether it is still the one at its path. */
export interface CopyFile {
  /** Null: it takes all that is written, as far as is known. */
  readonly problem: CopyProblem | null
  readonly problems: Signal<CopyProblem | null>
  /** A read or a write came upon what cannot be the file's content. */
  readonly damages: Signal<unknown>
  /** Looks whether the open file is still at its path. */
  look(): boolean
  /** Tries the least write that reaches the disk. */
  tryToWrite(): boolean
  /** Writes all that an open file holds, which is not at its path any more, beside that. Throws where the disk refuses. */
  saveGone(): void
}

export interface WatchedFile {
  readonly file: CopyFile
  /** Work on the file: what the disk says to it is noted, then thrown on. */
  watch<T>(work: () => T): T
  /** A transaction that is on disk when this returns. */
  transaction<T>(work: () => T): T
  /** All that `work` reads is of one moment. */
  snapshot<T>(work: () => T): T
}

export function watchFile(db: Database, path: string): WatchedFile {
  const problems = createEmitter<CopyProblem | null>()
  const damages = createEmitter<unknown>()
  const opened = fileAt(path)
  const version = Number(db.pragma('user_version', { simple: true }))
  const changed = db.prepare<[], { count: number }>('SELECT total_changes() AS count')
  let problem: CopyProblem | null = null

  const setProblem = (next: CopyProblem | null): void => {
    if (next === problem) return
    problem = next
    problems.emit(next)
  }
  const note = (error: unknown): void => {
    if (isDamaged(error)) damages.emit(error)
    else if (isDiskError(error)) setProblem(problemOf(error, path))
  }
  const watch = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      note(error)
      throw error
    }
  }
  /** On some systems a deleted file takes what is written to it until it is closed, and then it is lost. */
  const look = (): boolean => {
    const isThere = fileAt(path) === opened
    if (!isThere) setProblem('gone')
    return isThere
  }
  const changes = (): number => changed.get()?.count ?? 0
  const transaction = <T>(work: () => T): T =>
    watch(() => {
      if (!look()) throw new GoneError(path)
      if (problem === null) return db.transaction(work).immediate()
      const before = changes()
      const value = db.transaction(work).immediate()
      // One that had nothing to write says nothing of the disk.
      if (changes() > before) setProblem(null)
      return value
    })

  return {
    watch,
    transaction,
    snapshot: (work) => watch(() => db.transaction(work).deferred()),
    file: {
      get problem() {
        return problem
      },
      problems,
      damages,
      look,
      tryToWrite() {
        try {
          transaction(() => db.pragma(`user_version = ${version}`))
        } catch {
          return false
        }
        setProblem(null)
        return true
      },
      saveGone: () => saveGone(db, path)
    }
  }
}

/** A table each of whose calls is watched. */
export function watched<T extends object>(table: T, watch: WatchedFile['watch']): T {
  const calls = Object.entries(table).map(([name, call]) => [
    name,
    (...args: unknown[]): unknown => watch(() => (call as (...args: unknown[]) => unknown)(...args))
  ])
  return Object.fromEntries(calls) as T
}
