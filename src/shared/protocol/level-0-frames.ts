import Type from 'typebox'
import { DOWN_FRAMES } from './down-frames.ts'
import { EVENT_FRAMES } from './event.ts'
import { UP_FRAMES } from './up.ts'

/** What every level 0 client may send. */
export const UP_FRAMES_LEVEL_0 = {
  chat_message: Type.Pick(UP_FRAMES.chat_message, ['type', 'message'], { description: 'Says something.' }),
  delete_message: Type.Pick(UP_FRAMES.delete_message, ['type', 'message_id'], {
    description:
      'Takes a message away for everyone; superusers only. Answered by `message_deleted` or `error`.'
  })
} as const

const posted = EVENT_FRAMES.chat_message.properties.data.properties
/** A message as level 0 knows it, live and in a page of history. */
export const MessageLevel0 = Type.Object(
  {
    id: posted.id,
    message: Type.String({ description: 'The text.' }),
    expediteur: posted.expediteur,
    date_creation: posted.date_creation
  },
  { description: 'The message.' }
)

const notification = EVENT_FRAMES.notification_general.properties.data
const NotificationFrame = Type.Object(
  { type: EVENT_FRAMES.notification_general.properties.type, data: notification },
  {
    description:
      'A notification: `notification_general` for everyone, `notification_personal` for this person.'
  }
)

/** Every frame that our server sends to a level 0 client, by its type: the original backend's words and no others. */
export const DOWN_FRAMES_LEVEL_0 = {
  notifications_non_lues: Type.Object(
    {
      type: Type.Literal('notifications_non_lues'),
      count: Type.Integer({ minimum: 0, description: 'How many this person has not read.' }),
      notifications: Type.Array(
        Type.Object({
          type: Type.Enum(['notification_general', 'notification_personal'], {
            description: 'For whom it is.'
          }),
          ...notification.properties
        }),
        { description: 'The newest of them, the newest first.' }
      )
    },
    { description: 'What this person has not read: once, when the connection opens.' }
  ),
  chat_message: Type.Object(
    { type: Type.Literal('chat_message'), data: MessageLevel0 },
    { description: 'Somebody said something. Everybody hears it, its author included.' }
  ),
  message_deleted: Type.Object(
    { type: Type.Literal('message_deleted'), message_id: EVENT_FRAMES.message_deleted.properties.message_id },
    { description: 'A message is gone, for everyone.' }
  ),
  notification_general: NotificationFrame,
  notification_personal: NotificationFrame,
  online_users_update: DOWN_FRAMES.online_users_update,
  error: Type.Object(
    {
      type: Type.Literal('error'),
      message: Type.String({ description: 'Why, for people, in French: the words of the original backend.' }),
      code: Type.String({ description: 'Why, for programs: one of the error codes. An addition of ours.' })
    },
    { description: 'The last thing that this client asked for was refused, or failed.' }
  )
} as const
