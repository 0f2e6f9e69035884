import { useImperativeHandle, useMemo, useRef, useState, type Ref, type UIEvent } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { classes } from '../../../ui/classes.ts'
import { CELL_HEIGHT, COLUMNS, rowIndexOf, rowStarts, type CellRow, type GridRow } from './emoji-grid.ts'
import styles from './emoji-grid.module.css'
import { withTone, type Emoji, type Tone } from './emoji.ts'

/** The grid is never higher than this; so much is drawn above and below it, too. */
const MOST_SEEN = 440
const BEYOND = 2 * CELL_HEIGHT

/** What the keys ask of the grid. */
export interface GridHandle {
  /** Scrolls a row to the top. */
  toRow(index: number): void
  /** Scrolls as little as shows the emoji at a place, and the heading that is right above it. */
  show(place: number): void
}

interface GridProps {
  readonly id: string
  readonly handle: Ref<GridHandle>
  readonly rows: readonly GridRow[]
  readonly place: number
  readonly tone: Tone
  readonly onPoint: (place: number) => void
  readonly onInsert: (emoji: Emoji, stays: boolean) => void
  /** Hears which section is at the top. */
  readonly onSection: (section: string | undefined) => void
}

/** The emoji in lines of nine; only the lines in sight are drawn. */
export function GridView({ id, handle, rows, place, tone, onPoint, onInsert, onSection }: GridProps) {
  const t = useTranslations('emoji')
  const scroll = useRef<HTMLDivElement>(null)
  /** How far it is scrolled, in whole lines. */
  const [line, setLine] = useState(0)
  const starts = useMemo(() => rowStarts(rows), [rows])
  const top = line * CELL_HEIGHT
  const startOf = (index: number): number => starts[index] ?? 0
  const isSeen = (index: number): boolean =>
    startOf(index + 1) > top - BEYOND && startOf(index) < top + MOST_SEEN + BEYOND

  function scrollTo(offset: number): void {
    if (scroll.current) scroll.current.scrollTop = offset
  }

  function onScroll({ currentTarget: { scrollTop } }: UIEvent): void {
    setLine(Math.floor(scrollTop / CELL_HEIGHT))
    onSection(rows[starts.findLastIndex((start) => start <= scrollTop)]?.section)
  }

  useImperativeHandle(handle, () => ({
    toRow: (index) => scrollTo(index === 0 ? 0 : startOf(index)),
    show(target) {
      const { scrollTop = 0, clientHeight = 0 } = scroll.current ?? {}
      const index = rowIndexOf(rows, target)
      const isFirst = rows[index - 1]?.kind === 'heading'
      const start = startOf(isFirst ? index - 1 : index)
      const end = startOf(index + 1)
      if (index === 0) scrollTo(0)
      else if (start < scrollTop) scrollTo(start)
      else if (end > scrollTop + clientHeight) scrollTo(end - clientHeight)
    }
  }))

  return (
    <div ref={scroll} className={styles['scroll']} tabIndex={-1} onScroll={onScroll}>
      <div
        id={id}
        className={styles['grid']}
        style={{ height: starts.at(-1) }}
        role="grid"
        aria-label={t('grid')}
        aria-rowcount={rows.length}
        aria-colcount={COLUMNS}
      >
        {rows.map((row, index) => {
          if (!isSeen(index)) return null
          return (
            <div
              key={row.key}
              className={styles['row']}
              style={{ top: startOf(index) }}
              role="row"
              aria-rowindex={index + 1}
            >
              {row.kind === 'heading' ? (
                <span className={styles['heading']} role="rowheader" aria-colspan={COLUMNS}>
                  {row.heading}
                </span>
              ) : (
                <Cells id={id} row={row} place={place} tone={tone} onPoint={onPoint} onInsert={onInsert} />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface CellsProps extends Pick<GridProps, 'id' | 'place' | 'tone' | 'onPoint' | 'onInsert'> {
  readonly row: CellRow
}

function Cells({ id, row, place, tone, onPoint, onInsert }: CellsProps) {
  const language = useLocale()
  return row.emojis.map((emoji, column) => {
    const own = row.first + column
    return (
      <span
        key={emoji.base}
        id={cellId(id, own)}
        className={classes(styles['cell'], own === place && styles['active'])}
        role="gridcell"
        aria-selected={own === place}
        aria-label={emoji.names[language]}
        // The search field keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
        onMouseMove={() => onPoint(own)}
        onClick={(event) => onInsert(emoji, event.shiftKey)}
      >
        {withTone(emoji, tone)}
      </span>
    )
  })
}

/** The id of the cell at a place. */
export function cellId(gridId: string, place: number): string {
  return `${gridId}-${place}`
}
