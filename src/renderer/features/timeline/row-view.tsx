import type { ClosingManner } from './closing.ts'
import { DayDivider, UnreadDivider } from './day-divider.tsx'
import { GapRow } from './gap-row.tsx'
import { MessageRow } from './message-row.tsx'
import { RoomStart } from './room-start.tsx'
import type { RowActions } from './row-actions.ts'
import type { Row } from './rows.ts'
import type { Editor } from './use-editing.ts'
import styles from './timeline.module.css'
import type { Removal } from './use-removal.ts'

interface RowViewProps {
  readonly row: Row
  readonly today: number
  readonly ownId: number
  readonly tabStop: string | undefined
  readonly unfolded: ReadonlySet<string>
  readonly menuFor: string | null
  readonly editedId: string | null
  readonly editor: Editor
  readonly closing: ClosingManner | undefined
  readonly removal: Removal
  readonly actions: RowActions
  /** Offers the first words of an empty room. */
  readonly onGreet: ((text: string) => void) | null
}

export function RowView({ row, ...props }: RowViewProps) {
  if (props.closing === 'closed') return null
  switch (row.kind) {
    case 'start':
      return <RoomStart onGreet={props.onGreet} />
    case 'line':
      return <UnreadDivider />
    case 'day':
      return (
        <div className={props.closing && styles['closing']}>
          <DayDivider day={row.day} today={props.today} />
        </div>
      )
    case 'gap':
      return <GapRow range={row.range} />
    case 'message':
      return (
        <MessageRow
          message={row.message}
          isFirst={row.isFirst}
          isOwn={row.message.senderId === props.ownId}
          isTabStop={row.key === props.tabStop}
          isUnfolded={props.unfolded.has(row.key)}
          editor={row.key === props.editedId ? props.editor : null}
          hasMenu={row.key === props.menuFor}
          closing={props.closing}
          removal={props.removal}
          actions={props.actions}
        />
      )
  }
}
