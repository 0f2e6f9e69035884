import { useEffect, useState } from 'react'
import type { Timeline } from '../../state/timeline.ts'
import { afterFrames } from './after-frames.ts'
import { closed, closeRows, type DrawnRows } from './closing.ts'
import type { Row } from './rows.ts'

/** The time that a row takes to close, and a frame: `--dur-4`. */
const CLOSED_AFTER = 260
/** Frames after which what has closed has been measured. */
const MEASURED_AFTER = 2

const none: DrawnRows['closingByKey'] = new Map()

/** The rows, with those that have just been taken from the room while they close. */
export function useClosing(rows: readonly Row[], timeline: Timeline | undefined): DrawnRows {
  const [state, setState] = useState<{ of: readonly Row[]; drawn: DrawnRows }>({
    of: rows,
    drawn: { rows, closingByKey: none }
  })
  const isStale = state.of !== rows
  const drawn = isStale && timeline ? closeRows(state.drawn, rows, timeline) : state.drawn
  if (isStale) setState({ of: rows, drawn })
  const { closingByKey } = drawn

  useEffect(() => {
    if (closingByKey.size === 0) return undefined
    if ([...closingByKey.values()].includes('closed')) {
      return afterFrames(MEASURED_AFTER, () =>
        setState(({ of }) => ({ of, drawn: { rows: of, closingByKey: none } }))
      )
    }
    const timer = setTimeout(
      () => setState((now) => ({ of: now.of, drawn: closed(now.drawn, now.of) })),
      CLOSED_AFTER
    )
    return () => clearTimeout(timer)
  }, [closingByKey])

  return drawn
}
