import { userToWire } from './wire.ts'
import type { Down } from './down.ts'

/**
 * The frame by which a level 0 client hears of it: the original backend's names and shapes and nothing else,
 * but for the `code` beside an error's text. Null: level 0 has no word for it.
 */
export function encodeDownLevel0(down: Down): string | null {
  const frame = level0Frame(down)
  return frame && JSON.stringify(frame)
}

function level0Frame(down: Down): object | null {
  switch (down.type) {
    case 'event': {
      const { change } = down.event
      if (change.kind === 'deleted') return { type: 'message_deleted', message_id: change.messageId }
      const { message } = change
      if (message.body === null) return null
      return {
        type: 'chat_message',
        data: {
          id: message.id,
          message: message.body,
          expediteur: userToWire(message.sender),
          date_creation: new Date(message.sentAt).toISOString()
        }
      }
    }
    case 'error':
      return { type: 'error', message: down.message, code: down.code }
    case 'online':
      return { type: 'online_users_update', users: down.users.map(userToWire) }
    default:
      return null
  }
}
