import type { StreamEvent } from '../../shared/protocol/event.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Meter } from '../meter.ts'
import { nextTurn } from '../next-turn.ts'
import type { Appender, Command, MovedPosition, Outcome } from './store.ts'

/** The front of the store: what one turn of the event loop brings is written in one transaction. */
export interface GroupCommit {
  /** `settle` hears the outcome after the commit, in order of submission among everything submitted. */
  submit(command: Command, settle: (outcome: Outcome) => void): void
  /** Calls back when its turn comes: after what was submitted before, before what is submitted later. */
  inTurn(callback: () => void): void
  /** Resolves when everything submitted so far is settled. */
  idle(): Promise<void>
}

export interface GroupCommitDeps {
  readonly store: Appender
  /** Hears what was written, after the commit and before any answer. */
  readonly publish: (events: readonly StreamEvent[], moved: readonly MovedPosition[]) => void
  /** After a commit that failed, of which something may have been written all the same. */
  readonly tellUntold: () => Promise<void>
  readonly clock: Pick<Clock, 'now'>
  readonly meter: Meter
  readonly log: Log
}

/** An entry without a command only waits for its turn. */
interface Entry {
  readonly command: Command | null
  readonly settle: (outcome: Outcome) => void
}

const NOTHING_STORED: Outcome = { kind: 'refused', code: 'busy' }

export function createGroupCommit(deps: GroupCommitDeps): GroupCommit {
  const { store, publish, tellUntold, clock, meter, log } = deps
  let waiting: Entry[] = []
  let running: Promise<void> | null = null

  function enqueue(entry: Entry): void {
    waiting.push(entry)
    running ??= nextTurn().then(drain)
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const entries = waiting
      waiting = []
      const outcomes = await commit(entries.flatMap(({ command }) => command ?? []))
      const events = outcomes.flatMap((outcome) => ('event' in outcome ? outcome.event : []))
      const moved = outcomes.flatMap((outcome) => (outcome.kind === 'position-moved' ? outcome : []))
      attempt(() => publish(events, moved))
      let next = 0
      for (const { command, settle } of entries) {
        const outcome = (command && outcomes[next++]) ?? NOTHING_STORED
        attempt(() => settle(outcome))
      }
    }
    running = null
  }

  async function commit(commands: readonly Command[]): Promise<readonly Outcome[]> {
    if (commands.length === 0) return []
    const began = clock.now()
    try {
      const outcomes = await store.append(commands)
      meter.committed(commands.length, clock.now() - began)
      return outcomes
    } catch (error) {
      log.error('store.commit_failed', { commands: commands.length, error: String(error) })
      await tellUntold().catch((again: unknown) => log.error('store.unread', { error: String(again) }))
      return commands.map(() => NOTHING_STORED)
    }
  }

  /** One listener's fault must not keep the others from their answers. */
  function attempt(step: () => void): void {
    try {
      step()
    } catch (error) {
      log.error('store.listener_failed', { error: String(error) })
    }
  }

  return {
    submit: (command, settle) => enqueue({ command, settle }),
    inTurn: (callback) => enqueue({ command: null, settle: () => callback() }),
    idle: async () => running ?? undefined
  }
}
