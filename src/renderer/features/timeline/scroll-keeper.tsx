import { Component, createRef, type KeyboardEvent, type ReactNode } from 'react'
import { rowElement } from './row-element.ts'

/** Within this of the end, the reader is at the end, and new rows keep them there. */
const AT_END = 48
/** History is asked for this far before it comes in sight. */
const AHEAD = 800

interface Anchor {
  /** The row that must not move; null: the end of the list must stay in sight. */
  readonly key: string | null
  readonly offset: number
}

export interface ScrollPlace {
  readonly isAtEnd: boolean
  readonly fromEnd: number
  readonly isNearTop: boolean
  readonly isNearEnd: boolean
}

interface ScrollKeeperProps {
  readonly label: string
  readonly className: string | undefined
  readonly columnClassName: string | undefined
  /** Whether a banner lies over the top: the list makes room for it, and no row moves. */
  readonly isUnderBanner: boolean
  /** Whether the last row drawn is the last there is. */
  readonly holdsEnd: boolean
  /** Goes to the end when this changes. */
  readonly toEnd: number
  readonly onMove: (place: ScrollPlace) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void
  readonly children: ReactNode
}

/**
 * A list that grows on both sides without moving under the reader: before each change it notes the first row in
 * sight, and puts it back where it was before the change is painted. Who reads the end stays at the end.
 */
export class ScrollKeeper extends Component<ScrollKeeperProps> {
  private readonly view = createRef<HTMLDivElement>()
  private readonly column = createRef<HTMLDivElement>()
  private readonly resizes = new ResizeObserver(() => this.hold())
  private anchor: Anchor = { key: null, offset: 0 }
  /** The shape of the list when it was last held. */
  private shape = ''

  override componentDidMount(): void {
    if (this.view.current) this.resizes.observe(this.view.current)
    if (this.column.current) this.resizes.observe(this.column.current)
    this.hold()
  }

  override componentWillUnmount(): void {
    this.resizes.disconnect()
  }

  override getSnapshotBeforeUpdate(): null {
    this.anchor = this.findAnchor()
    return null
  }

  override componentDidUpdate(before: ScrollKeeperProps): void {
    if (before.toEnd !== this.props.toEnd) this.anchor = { key: null, offset: 0 }
    this.hold()
  }

  /** Puts the anchor back where it was. */
  private hold(): void {
    const view = this.view.current
    if (!view) return
    const row = rowElement(view, this.anchor.key ?? undefined)
    if (row) view.scrollTop += offsetIn(view, row) - this.anchor.offset
    else view.scrollTop = view.scrollHeight
    this.shape = shapeOf(view)
    this.tell(view)
  }

  private readonly onScroll = (): void => {
    const view = this.view.current
    if (!view) return
    this.anchor = this.findAnchor()
    this.tell(view)
  }

  private tell(view: HTMLDivElement): void {
    const fromEnd = view.scrollHeight - view.clientHeight - view.scrollTop
    this.props.onMove({
      isAtEnd: this.props.holdsEnd && fromEnd <= AT_END,
      fromEnd,
      isNearTop: view.scrollTop < AHEAD,
      isNearEnd: fromEnd < AHEAD
    })
  }

  private findAnchor(): Anchor {
    const view = this.view.current
    const end: Anchor = { key: null, offset: 0 }
    if (!view) return end
    // Something grew or shrank and is not held yet: where things are now is not where the reader left them.
    if (this.shape !== shapeOf(view)) return this.anchor
    const fromEnd = view.scrollHeight - view.clientHeight - view.scrollTop
    if (fromEnd <= AT_END && this.props.holdsEnd) return end
    const row = firstInSight(view, [...view.querySelectorAll<HTMLElement>('[data-row]')])
    return row ? { key: row.dataset['row'] ?? null, offset: offsetIn(view, row) } : end
  }

  override render(): ReactNode {
    const { label, className, columnClassName, isUnderBanner, onKeyDown, children } = this.props
    return (
      <div
        ref={this.view}
        className={className}
        data-banner={isUnderBanner || undefined}
        role="log"
        aria-label={label}
        aria-live="off"
        tabIndex={-1}
        onScroll={this.onScroll}
        onKeyDown={onKeyDown}
      >
        <div ref={this.column} className={columnClassName}>
          {children}
        </div>
      </div>
    )
  }
}

function shapeOf(view: HTMLElement): string {
  return `${view.clientWidth} ${view.clientHeight} ${view.scrollHeight}`
}

function offsetIn(view: HTMLElement, row: HTMLElement): number {
  return row.getBoundingClientRect().top - view.getBoundingClientRect().top
}

/** The rows are in order, so halving finds the first one whose foot is in sight. */
function firstInSight(view: HTMLElement, rows: readonly HTMLElement[]): HTMLElement | undefined {
  const top = view.getBoundingClientRect().top
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle
    else low = middle + 1
  }
  return rows[low]
}
