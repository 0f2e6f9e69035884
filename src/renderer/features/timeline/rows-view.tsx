import { memo, useMemo } from 'react'
import type { Message } from '../../../shared/model/message.ts'
import { DayDivider } from './day-divider.tsx'
import { MessageRow } from './message-row.tsx'
import type { RowActions } from './row-actions.ts'
import { buildRows } from './rows.ts'
import { useToday } from './use-today.ts'

interface RowsProps {
  readonly messages: readonly Message[]
  readonly ownId: number
  readonly tabStop: string | undefined
  readonly removal: 'never' | 'now' | 'offline'
  readonly actions: RowActions
}

export const Rows = memo(function Rows({ messages, ownId, tabStop, removal, actions }: RowsProps) {
  const today = useToday()
  const rows = useMemo(() => buildRows(messages), [messages])
  return rows.map((row) =>
    row.kind === 'day' ? (
      <DayDivider key={row.key} at={row.at} today={today} />
    ) : (
      <MessageRow
        key={row.key}
        message={row.message}
        isFirst={row.isFirst}
        isOwn={row.message.senderId === ownId}
        isTabStop={row.key === tabStop}
        removal={removal}
        actions={actions}
      />
    )
  )
})
