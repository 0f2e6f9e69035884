import { useEffect, useMemo, useState, type RefObject } from 'react'
import { rowKeyOf } from './row-element.ts'

/** Of a selection over more rows than this, what is far out of sight between its ends is not kept. */
const AT_MOST = 300

/** The messages that stay in the page wherever the reader is: what is selected, the tab stop and what is being changed. */
export function usePinned(
  frame: RefObject<HTMLElement | null>,
  ids: readonly string[],
  [tabStop, editedId]: readonly [tabStop: string | undefined, editedId: string | null]
): readonly string[] {
  const ends = useSelectionEnds(frame)
  return useMemo(() => {
    const selected = ends ? between(ends, ids) : []
    return [...selected, tabStop, editedId].filter((id) => id !== undefined && id !== null)
  }, [ends, ids, tabStop, editedId])
}

interface Ends {
  readonly from: string
  readonly to: string
}

/** The messages in which the selection of text begins and ends; without them in the page it would break. */
function useSelectionEnds(frame: RefObject<HTMLElement | null>): Ends | null {
  const [ends, setEnds] = useState<Ends | null>(null)
  useEffect(() => {
    const note = (): void => {
      const selection = document.getSelection()
      const isHere = selection && !selection.isCollapsed && frame.current?.contains(selection.anchorNode)
      const from = isHere ? rowKeyOf(selection.anchorNode) : undefined
      const to = isHere ? (rowKeyOf(selection.focusNode) ?? from) : undefined
      setEnds((was) => {
        if (from === undefined || to === undefined) return null
        return was?.from === from && was.to === to ? was : { from, to }
      })
    }
    document.addEventListener('selectionchange', note)
    return () => document.removeEventListener('selectionchange', note)
  }, [frame])
  return ends
}

function between({ from, to }: Ends, ids: readonly string[]): readonly string[] {
  const [low = 0, high = 0] = [ids.indexOf(from), ids.indexOf(to)].toSorted((a, b) => a - b)
  return low < 0 || high - low > AT_MOST ? [from, to] : ids.slice(low, high + 1)
}
