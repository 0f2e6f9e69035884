import { useEffect, useState } from 'react'
import type { Timeline } from '../../state/timeline.ts'
import { closeRows, type DrawnRows } from './closing.ts'
import type { Row } from './rows.ts'

/** The time that a row takes to close, and a frame: `--dur-4`. */
const CLOSED_AFTER = 260

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
    const timer = setTimeout(
      () => setState(({ of }) => ({ of, drawn: { rows: of, closingByKey: none } })),
      CLOSED_AFTER
    )
    return () => clearTimeout(timer)
  }, [closingByKey])

  return drawn
}
