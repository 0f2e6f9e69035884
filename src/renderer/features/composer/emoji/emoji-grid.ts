import type { Emoji } from './emoji.ts'

export const COLUMNS = 9
export const CELL_HEIGHT = 37
const HEADING_HEIGHT = 34
/** Above the first line, where there is no heading. */
const EDGE = 6

/** A heading and what stands under it; a search has none. */
export interface Section {
  readonly key: string
  readonly heading: string | null
  readonly emojis: readonly Emoji[]
}

/** One line of the grid. `first` is the place of its first emoji, counted through all sections. */
export type GridRow =
  | { readonly kind: 'heading'; readonly key: string; readonly section: string; readonly heading: string }
  | {
      readonly kind: 'cells'
      readonly key: string
      readonly section: string
      readonly first: number
      readonly emojis: readonly Emoji[]
    }
export type CellRow = Extract<GridRow, { kind: 'cells' }>

export function gridRows(sections: readonly Section[]): readonly GridRow[] {
  let first = 0
  return sections.flatMap(({ key: section, heading, emojis }): GridRow[] => {
    if (emojis.length === 0) return []
    const rows: GridRow[] = heading === null ? [] : [{ kind: 'heading', key: section, section, heading }]
    for (let start = 0; start < emojis.length; start += COLUMNS) {
      const line = emojis.slice(start, start + COLUMNS)
      rows.push({ kind: 'cells', key: `${section}-${start}`, section, first, emojis: line })
      first += line.length
    }
    return rows
  })
}

/** How far below the top each row starts, and after the last one the height of all. */
export function rowStarts(rows: readonly GridRow[]): readonly number[] {
  const starts = [rows[0]?.kind === 'cells' ? EDGE : 0]
  for (const { kind } of rows) {
    starts.push((starts.at(-1) ?? 0) + (kind === 'heading' ? HEADING_HEIGHT : CELL_HEIGHT))
  }
  return starts
}

export function rowIndexOf(rows: readonly GridRow[], place: number): number {
  return rows.findIndex(
    (row) => row.kind === 'cells' && place >= row.first && place < row.first + row.emojis.length
  )
}

export function emojiAt(rows: readonly GridRow[], place: number): Emoji | undefined {
  const row = rows[rowIndexOf(rows, place)]
  return row?.kind === 'cells' ? row.emojis[place - row.first] : undefined
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** Where an arrow leads; it stays inside the grid, and in its column as far as the next line reaches. */
export function moved(rows: readonly GridRow[], place: number, arrow: Arrow): number {
  const lines = rows.filter((row) => row.kind === 'cells')
  const last = lines.at(-1)
  if (!last) return 0
  const end = last.first + last.emojis.length - 1
  if (arrow === 'ArrowLeft') return Math.max(0, place - 1)
  if (arrow === 'ArrowRight') return Math.min(end, place + 1)
  const index = lines.findLastIndex((row) => row.first <= place)
  const target = lines[index + (arrow === 'ArrowUp' ? -1 : 1)]
  if (!target) return place
  const column = place - (lines[index]?.first ?? 0)
  return target.first + Math.min(column, target.emojis.length - 1)
}
