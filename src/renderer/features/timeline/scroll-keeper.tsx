import { Component, createRef, type KeyboardEvent, type ReactNode } from 'react'
import { rowElement } from './row-element.ts'

/** Within this of the end, the reader is at the end, and new rows keep them there. */
const AT_END = 48

/** A row that must not move. */
interface Anchor {
  readonly key: string
  readonly offset: number
}

export interface ScrollPlace {
  readonly isAtEnd: boolean
  readonly fromTop: number
  readonly fromEnd: number
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
 * A list that grows on both sides without moving under the reader: before each change it notes the messages in
 * sight, and puts the first that is still there back where it was before the change is painted. Who reads the end
 * stays at the end.
 */
export class ScrollKeeper extends Component<ScrollKeeperProps> {
  private readonly view = createRef<HTMLDivElement>()
  private readonly column = createRef<HTMLDivElement>()
  private readonly resizes = new ResizeObserver(() => this.hold())
  /** Empty: the end of the list must stay in sight. */
  private anchors: readonly Anchor[] = []
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
    this.anchors = this.findAnchors()
    return null
  }

  override componentDidUpdate(before: ScrollKeeperProps): void {
    if (before.toEnd !== this.props.toEnd) this.anchors = []
    this.hold()
  }

  /** Puts the first anchor that is left back where it was. */
  private hold(): void {
    const view = this.view.current
    if (!view) return
    const anchor = this.anchors.find(({ key }) => rowElement(view, key))
    const row = rowElement(view, anchor?.key)
    if (anchor && row) view.scrollTop += offsetIn(view, row) - anchor.offset
    else view.scrollTop = view.scrollHeight
    this.shape = shapeOf(view)
    this.tell(view)
  }

  private readonly onScroll = (): void => {
    const view = this.view.current
    if (!view) return
    this.anchors = this.findAnchors()
    this.tell(view)
  }

  private tell(view: HTMLDivElement): void {
    const fromEnd = view.scrollHeight - view.clientHeight - view.scrollTop
    this.props.onMove({
      isAtEnd: this.props.holdsEnd && fromEnd <= AT_END,
      fromTop: view.scrollTop,
      fromEnd
    })
  }

  private findAnchors(): readonly Anchor[] {
    const view = this.view.current
    if (!view) return []
    // Something grew or shrank and is not held yet: where things are now is not where the reader left them.
    if (this.shape !== shapeOf(view)) return this.anchors
    const fromEnd = view.scrollHeight - view.clientHeight - view.scrollTop
    if (fromEnd <= AT_END && this.props.holdsEnd) return []
    // Messages only: what is read before a day's first message comes between it and the day's divider.
    return inSight(view, [...view.querySelectorAll<HTMLElement>('article[data-row]')])
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

/** The rows in sight. They are in order, so halving finds the first one whose foot is. */
function inSight(view: HTMLElement, rows: readonly HTMLElement[]): Anchor[] {
  const top = view.getBoundingClientRect().top
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle
    else low = middle + 1
  }
  const anchors: Anchor[] = []
  for (const row of rows.slice(low)) {
    const offset = offsetIn(view, row)
    if (offset > view.clientHeight && anchors.length > 0) break
    anchors.push({ key: row.dataset['row'] ?? '', offset })
  }
  return anchors
}
