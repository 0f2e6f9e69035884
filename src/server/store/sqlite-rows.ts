import type { User } from '../../shared/model/user.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'

/** A user as every query of this folder selects one. */
export interface UserRow {
  readonly user_id: number
  readonly username: string
  readonly first_name: string
  readonly last_name: string
  readonly is_superuser: number
}

export const USER_COLUMNS = `
  users.id AS user_id, users.username, users.first_name, users.last_name, users.is_superuser`

export function rowToUser(row: UserRow): User {
  return {
    id: row.user_id,
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    isSuperuser: row.is_superuser === 1
  }
}

/** An event with the message that it is about, as that message is now, and its author. */
export interface EventRow extends UserRow {
  readonly seq: number
  readonly event_id: string
  readonly kind: 'posted' | 'deleted'
  readonly message_id: number
  readonly room: number
  readonly client_id: string
  readonly body: string | null
  readonly n: number
  readonly rev: number
  readonly created_at: number
}

export function rowToEvent(stream: string, row: EventRow): StreamEvent {
  const place = { stream, seq: row.seq, id: row.event_id }
  if (row.kind === 'deleted') {
    return { ...place, change: { kind: 'deleted', roomId: row.room, messageId: row.message_id } }
  }
  const message = {
    id: row.message_id,
    clientId: row.client_id,
    roomId: row.room,
    sender: rowToUser(row),
    body: row.body,
    sentAt: row.created_at,
    n: row.n,
    rev: row.rev
  }
  return { ...place, change: { kind: 'posted', message } }
}
