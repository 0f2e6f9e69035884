import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Meter } from '../meter.ts'

/** A commit that takes longer than this is one that people wait for. */
const SLOW_COMMIT_MS = 1000
const REPORT_EVERY_MS = 60_000

/**
 * Lets the log know of what the meter counts and an operator should see: slow commits, and once a minute how much was
 * refused and why, so that a flood of refusals is one line.
 */
export function reportOn(meter: Meter, { clock, log }: { clock: Clock; log: Log }): ReportingMeter {
  let refusals: Record<string, number> = {}
  let cancel: Unsubscribe | null = null

  function report(): void {
    cancel?.()
    if (cancel) log.warn('refusals', refusals)
    cancel = null
    refusals = {}
  }

  return {
    ...meter,
    committed(commands, milliseconds) {
      meter.committed(commands, milliseconds)
      if (milliseconds >= SLOW_COMMIT_MS) log.warn('store.slow_commit', { commands, milliseconds })
    },
    refused(why) {
      meter.refused(why)
      refusals[why] = (refusals[why] ?? 0) + 1
      cancel ??= clock.after(REPORT_EVERY_MS, report)
    },
    flush: report
  }
}

export interface ReportingMeter extends Meter {
  /** Says now what is not said yet. */
  flush(): void
}
