import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import type { ComposerPort } from '../../state/composer-port.ts'
import { rowElement } from './row-element.ts'

interface RovingOptions {
  readonly frame: RefObject<HTMLElement | null>
  /** Client ids of the messages drawn, in order. */
  readonly ids: readonly string[]
  readonly composer: ComposerPort
  readonly onDelete: (id: string) => void
  readonly onEnd: () => void
}

/** One tab stop in the list; arrows move, letters go to the composer, and focus never gets lost. */
export function useRoving({ frame, ids, composer, onDelete, onEnd }: RovingOptions) {
  const [activeId, setActiveId] = useState<string | null>(null)
  const focusedId = useRef<string | null>(null)
  const idsBefore = useRef(ids)
  const tabStop = activeId !== null && ids.includes(activeId) ? activeId : ids.at(-1)

  function focusRow(id: string | undefined): boolean {
    const row = rowElement(frame.current, id)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
    return row !== null
  }

  // A row that had the focus and is gone hands it to the one after it.
  useEffect(() => {
    const before = idsBefore.current
    idsBefore.current = ids
    const lost = focusedId.current
    if (lost === null || ids.includes(lost)) return
    focusedId.current = null
    if (document.activeElement !== document.body) return
    if (!focusRow(neighbourOf(lost, before, ids))) composer.focus()
  })

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const row =
      event.target instanceof Element ? event.target.closest<HTMLElement>('article[data-row]') : null
    const id = row?.dataset['row']
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const index = ids.indexOf(id)
    const targets: Readonly<Record<string, string | undefined>> = {
      ArrowUp: ids[index - 1],
      ArrowDown: ids[index + 1],
      Home: ids[0],
      End: ids.at(-1)
    }
    if (event.key in targets) {
      event.preventDefault()
      if (event.key === 'End') onEnd()
      focusRow(targets[event.key])
    } else if (event.target === row) {
      if (event.key === 'Delete') onDelete(id)
      else if (event.key.length === 1 && event.key !== ' ') composer.focus()
    }
  }

  function onFocus(event: FocusEvent<HTMLElement>): void {
    const id = event.target.closest<HTMLElement>('article[data-row]')?.dataset['row']
    if (id === undefined) return
    focusedId.current = id
    setActiveId(id)
  }

  function onBlur(): void {
    focusedId.current = null
  }

  return { tabStop, onKeyDown, onFocus, onBlur }
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
