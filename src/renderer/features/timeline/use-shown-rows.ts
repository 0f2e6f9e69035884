import { useMemo } from 'react'
import type { Range } from '../../../shared/model/copy.ts'
import { useModel } from '../../state/app-context.tsx'
import { shownMessages, type Timeline } from '../../state/timeline.ts'
import { lineIndex } from '../../state/unread.ts'
import type { DrawnRows } from './closing.ts'
import { buildRows, type Row } from './rows.ts'
import { useClosing } from './use-closing.ts'

const nothing: readonly Range[] = []

interface ShownRows {
  /** Client ids of the messages, in order. */
  readonly ids: readonly string[]
  readonly rows: readonly Row[]
  /** The rows as they are drawn: with those that are still closing. */
  readonly drawn: DrawnRows
}

/** What the list shows of a timeline. */
export function useShownRows(
  timeline: Timeline | undefined,
  { roomId, ownId, today }: { roomId: number; ownId: number; today: number }
): ShownRows {
  const line = useModel((model) => model.unreadLinesByRoomId[roomId] ?? null)
  const missing = useModel((model) => model.missingByRoomId[roomId] ?? nothing)
  const hasOlder = timeline?.hasOlder === true
  const hasNewer = timeline?.hasNewer === true
  const messages = useMemo(() => (timeline ? shownMessages(timeline) : []), [timeline])
  const ids = useMemo(() => messages.map((message) => message.clientId), [messages])
  const rows = useMemo(() => {
    const firstSeq = messages[0]?.placement?.seq ?? 0
    const isWholeAbove = !hasOlder && !missing.some(({ from }) => from < firstSeq)
    const lineBefore = lineIndex(messages, line, { ownId, hasOlder: !isWholeAbove })
    return buildRows(messages, { hasStart: !hasOlder, hasEnd: !hasNewer, lineBefore, missing })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- in another zone, which `today` tells, the days are others
  }, [messages, line, ownId, hasOlder, hasNewer, missing, today])
  return { ids, rows, drawn: useClosing(rows, timeline) }
}
