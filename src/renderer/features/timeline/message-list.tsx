import { useImperativeHandle, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import type { DrawnRows } from './closing.ts'
import { DayPill } from './day-divider.tsx'
import type { Row } from './rows.ts'
import styles from './timeline.module.css'
import { useDayPill } from './use-day-pill.ts'
import { useVirtualRows, type ScrollPlace } from './use-virtual-rows.ts'

export interface ListPort {
  /** The key of a row about one view further up (-1) or down (1). */
  readonly pageFrom: (key: string, direction: -1 | 1) => string | undefined
}

interface MessageListProps {
  readonly label: string
  readonly rows: readonly Row[]
  readonly today: number
  readonly holdsEnd: boolean
  readonly isAtEnd: boolean
  readonly pinned: readonly string[]
  readonly closingByKey: DrawnRows['closingByKey']
  readonly growing: string | null
  readonly toEnd: number
  readonly port: RefObject<ListPort | null>
  readonly onMove: (place: ScrollPlace) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void
  readonly renderRow: (row: Row) => ReactNode
}

/** The messages as a list that scrolls, of which only what is near is in the page. */
export function MessageList(props: MessageListProps) {
  const { rows, renderRow, port } = props
  const { view, virtual, itemAt } = useVirtualRows(props)
  const { containerRef, measureElement } = virtual
  const indexOf = (key: string): number => rows.findIndex((row) => row.key === key)
  const pill = useDayPill(virtual, rows, props.isAtEnd)

  useImperativeHandle(port, () => ({
    pageFrom(key, direction) {
      const start = virtual.measurementsCache[indexOf(key)]?.start ?? 0
      const height = virtual.scrollRect?.height ?? 0
      const target = itemAt(start + direction * height)?.index ?? 0
      const rest = direction < 0 ? rows.slice(target) : rows.slice(0, target + 1).toReversed()
      return rest.find((row) => row.kind === 'message')?.key
    }
  }))

  return (
    <>
      <div
        ref={view}
        className={styles['scroll']}
        data-scrolling={virtual.isScrolling || undefined}
        role="log"
        aria-label={props.label}
        aria-live="off"
        tabIndex={-1}
        onKeyDown={props.onKeyDown}
      >
        <div className={styles['spacer']} />
        <div ref={containerRef} className={styles['column']}>
          {virtual.getVirtualItems().map(({ index }) => {
            const row = rows[index]
            return (
              row && (
                <div key={row.key} ref={measureElement} data-index={index} className={styles['place']}>
                  {renderRow(row)}
                </div>
              )
            )
          })}
        </div>
      </div>
      {pill.day !== null && <DayPill day={pill.day} today={props.today} isShown={pill.isShown} />}
    </>
  )
}
