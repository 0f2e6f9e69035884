import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { ComposerPort } from '../../state/composer-port.ts'
import type { ListPort } from './message-list.tsx'
import { rowElement, rowKeyOf } from './row-element.ts'
import type { Row } from './rows.ts'

interface RovingOptions {
  readonly frame: RefObject<HTMLElement | null>
  readonly list: RefObject<ListPort | null>
  readonly rows: readonly Row[]
  /** Client ids of the messages there are, in order. */
  readonly ids: readonly string[]
  readonly composer: ComposerPort
  readonly onEnd: () => void
  /** A key on a message that is not for moving; answers whether it was for anything. */
  readonly onRowKey: (event: KeyboardEvent<HTMLElement>, id: string, row: HTMLElement) => boolean
}

/** One tab stop in the list; arrows move, letters go to the composer, and focus never gets lost. */
export function useRoving({ frame, list, rows, ids, composer, onEnd, onRowKey }: RovingOptions) {
  const [activeId, setActiveId] = useState<string | null>(null)
  const focusedId = useRef<string | null>(null)
  const idsBefore = useRef(ids)
  const tabStop = activeId !== null && ids.includes(activeId) ? activeId : ids.at(-1)

  /** The tab stop is always drawn, so a message that is not drawn becomes it first. */
  function focusRow(id: string | undefined): boolean {
    if (id === undefined) return false
    const isDrawn = rowElement(frame.current, id) !== null
    if (!isDrawn) flushSync(() => setActiveId(id))
    const row = rowElement(frame.current, id)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: isDrawn ? 'nearest' : 'center' })
    return row !== null
  }

  // A row that had the focus and is gone hands it to the one after it.
  useEffect(() => {
    const before = idsBefore.current
    idsBefore.current = ids
    const lost = focusedId.current
    if (lost === null || ids.includes(lost)) return
    focusedId.current = null
    const { activeElement } = document
    if (activeElement !== document.body && rowKeyOf(activeElement) !== lost) return
    if (!focusRow(neighbourOf(lost, before, ids))) composer.focus()
  })

  function targetOf(event: KeyboardEvent, id: string): { id: string | undefined } | null {
    const index = ids.indexOf(id)
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return null
      return { id: dayFrom(rows, id, event.key === 'ArrowUp' ? -1 : 1) }
    }
    switch (event.key) {
      case 'ArrowUp':
        return { id: ids[index - 1] }
      case 'ArrowDown':
        return { id: ids[index + 1] }
      case 'PageUp':
        return { id: list.current?.pageFrom(id, -1) }
      case 'PageDown':
        return { id: list.current?.pageFrom(id, 1) }
      case 'Home':
        return { id: ids[0] }
      case 'End':
        return { id: ids.at(-1) }
      default:
        return null
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const id = rowKeyOf(event.target)
    // The field in a message's place has its keys for itself.
    if (id === undefined || event.altKey || event.target instanceof HTMLTextAreaElement) return
    const target = targetOf(event, id)
    const row = rowElement(frame.current, id)
    if (target) {
      event.preventDefault()
      if (event.key === 'End') onEnd()
      focusRow(target.id)
    } else if (row && event.target === row && !event.ctrlKey && !event.metaKey) {
      if (onRowKey(event, id, row)) event.preventDefault()
      else if (event.key.length === 1 && event.key !== ' ') composer.focus()
    }
  }

  function onFocus(event: FocusEvent<HTMLElement>): void {
    const id = rowKeyOf(event.target)
    if (id === undefined) return
    focusedId.current = id
    setActiveId(id)
  }

  function onBlur(event: FocusEvent<HTMLElement>): void {
    focusedId.current = null
    // From elsewhere, the way in leads to the last message again.
    if (event.relatedTarget && !frame.current?.contains(event.relatedTarget)) setActiveId(null)
  }

  return { tabStop, focusRow, onKeyDown, onFocus, onBlur }
}

/** The first message of the day before or after that of a message; of the same day when going back from within it. */
export function dayFrom(rows: readonly Row[], id: string, direction: -1 | 1): string | undefined {
  const index = rows.findIndex((row) => row.key === id)
  const firsts = rows.flatMap((row, at) =>
    row.kind === 'message' && isFirstOfDay(rows, at) ? [{ at, key: row.key }] : []
  )
  return direction < 0
    ? firsts.findLast(({ at }) => at < index)?.key
    : firsts.find(({ at }) => at > index)?.key
}

function isFirstOfDay(rows: readonly Row[], at: number): boolean {
  const before = rows[at - 1]
  return before?.kind === 'day' || (before?.kind === 'line' && rows[at - 2]?.kind === 'day')
}

/** The message after one that is gone, else the one before it. */
export function neighbourOf(
  gone: string,
  before: readonly string[],
  after: readonly string[]
): string | undefined {
  const left = new Set(after)
  const index = before.indexOf(gone)
  return (
    before.slice(index + 1).find((id) => left.has(id)) ??
    before.slice(0, index).findLast((id) => left.has(id))
  )
}
