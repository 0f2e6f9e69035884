import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { ok } from '../std/result.ts'
import { ClientId, described, Id, parseFrame, RequestId, Seq, StreamName } from './wire.ts'

/** Where a client's copy of a stream ends: the last event it holds. `event` is that event's random id. */
export const Cursor = Type.Object({
  seq: described(Seq, 'The last event that the client holds. 0: none.'),
  event: Type.String({ maxLength: 32, description: 'Its random id. Empty where there is none.' })
})
export type Cursor = Static<typeof Cursor>

const ChatMessage = Type.Object(
  {
    type: Type.Literal('chat_message'),
    message: Type.String({ description: 'What is said. The server trims it, and refuses a blank one.' }),
    client_id: Type.Optional(
      described(
        ClientId,
        'What the client calls the message, once and for ever: the same one again is not stored twice.'
      )
    ),
    room: Type.Optional(described(Id, 'The room it is for. Absent: the one room of level 0.'))
  },
  { description: 'Says something.' }
)
const DeleteMessage = Type.Object(
  {
    type: Type.Literal('delete_message'),
    // Whatever a level 0 client names here gets the answer of the delete path, never that of a bad frame.
    message_id: Type.Optional(
      Type.Unknown({ description: 'The number of the message, as the number or the text that was sent.' })
    ),
    request_id: Type.Optional(described(RequestId, 'Comes back in an `error`.'))
  },
  { description: 'Takes a message away for everyone; superusers only. Answered by `message_deleted`.' }
)
const Announce = Type.Object(
  {
    type: Type.Literal('announce'),
    client_id: described(
      ClientId,
      'What the client calls the announcement: the same one again is not stored twice.'
    ),
    title: Type.String({ description: 'The title; may be empty.' }),
    message: Type.String({ description: 'The text.' })
  },
  { description: 'Sends a notification to everyone; superusers only. Answered by `announced`.' }
)
const MarkRead = Type.Object(
  {
    type: Type.Literal('mark_read'),
    notification_id: described(Id, 'The number of the notification.'),
    and_older: Type.Boolean({ description: 'Whether all that were sent before it are read too.' }),
    request_id: described(RequestId, 'Comes back in an `error`.')
  },
  {
    description:
      'Marks notifications as read. Answered by `notifications_read`, and by an `error` when they were read already.'
  }
)
const MoveReadPosition = Type.Object(
  {
    type: Type.Literal('move_read_position'),
    room: described(Id, 'The number of the room.'),
    n: Type.Integer({
      minimum: 0,
      description: 'The ordinal of the last message that was read. Beyond the newest: the newest.'
    }),
    back: Type.Boolean({
      description: 'Whether it may go back, because the person wants what follows to be unread again.'
    }),
    request_id: described(RequestId, 'Comes back in an `error`.')
  },
  {
    description:
      'Says how far a room was read. Answered by `read_positions`, to all devices of this person, and by nothing where it moves nothing.'
  }
)
const Resume = Type.Object(
  {
    type: Type.Literal('resume'),
    cursors: described(
      Type.Record(StreamName, Cursor),
      'Where the copy of the client ends, by the name of the stream. A stream that is not named starts anew.'
    ),
    online_changes: Type.Optional(
      Type.Boolean({
        description:
          'Whether the client understands `online_changed`. Absent or false: it gets the whole list each time.'
      })
    )
  },
  {
    description:
      'Asks for what was missed and, from then on, for what happens. Once a connection: a second one is ignored. Never `rate_limited`.'
  }
)
const Fetch = Type.Object(
  {
    type: Type.Literal('fetch'),
    request_id: described(RequestId, 'Comes back in the `page`, or in an `error`.'),
    stream: described(StreamName, 'The stream.'),
    from: described(Id, 'The first event that is wanted.'),
    to: described(Id, 'The last one, included.')
  },
  { description: 'Asks for past events of a stream. Answered by `page`.' }
)

/** Every frame that a client sends, by its type: what the codec checks and the document shows. */
export const UP_FRAMES = {
  chat_message: ChatMessage,
  delete_message: DeleteMessage,
  announce: Announce,
  mark_read: MarkRead,
  move_read_position: MoveReadPosition,
  resume: Resume,
  fetch: Fetch
} as const

/** What a client says, parsed. `clientId`, `roomId` and `requestId` are null where a level 0 client has none. */
export type Up =
  | {
      readonly type: 'send'
      readonly body: string
      readonly clientId: string | null
      readonly roomId: number | null
    }
  /** `messageId` null: none was named; 0: what was named can be no message's. */
  | { readonly type: 'delete'; readonly messageId: number | null; readonly requestId: string | null }
  /** A notification for everyone; answered with `announced`, a repeat too. */
  | { readonly type: 'announce'; readonly clientId: string; readonly title: string; readonly body: string }
  /** Answered by the event in the user's stream; refused when it was read already. */
  | {
      readonly type: 'mark-read'
      readonly notificationId: number
      readonly andOlder: boolean
      readonly requestId: string
    }
  /** Answered by `read-positions` to all devices of the person, and by nothing where it moves nothing. */
  | {
      readonly type: 'move-read-position'
      readonly roomId: number
      readonly n: number
      /** Else it only ever goes forward. */
      readonly back: boolean
      readonly requestId: string
    }
  /** `onlineChanges`: who is online may be told by what changes. */
  | {
      readonly type: 'resume'
      readonly cursors: Readonly<Record<string, Cursor>>
      readonly onlineChanges: boolean
    }
  /** The events `from` to `to` of a stream, both included. The answer holds the newest of them that fit. */
  | {
      readonly type: 'fetch'
      readonly requestId: string
      readonly stream: string
      readonly from: number
      readonly to: number
    }

export interface UpProblem {
  readonly code: 'bad_frame' | 'unknown_type'
  readonly requestId: string | null
}

export type DecodedUp =
  { readonly ok: true; readonly value: Up } | { readonly ok: false; readonly problem: UpProblem }

const validators = {
  chat_message: Compile(UP_FRAMES.chat_message),
  delete_message: Compile(UP_FRAMES.delete_message),
  announce: Compile(UP_FRAMES.announce),
  mark_read: Compile(UP_FRAMES.mark_read),
  move_read_position: Compile(UP_FRAMES.move_read_position),
  resume: Compile(UP_FRAMES.resume),
  fetch: Compile(UP_FRAMES.fetch)
}

/** Parses a frame from a client; a problem names the request that it answers, when the frame still told. */
export function decodeUp(text: string): DecodedUp {
  const parsed = parseFrame(text)
  if (!parsed.ok) return problem('bad_frame', null)
  const frame = parsed.value
  const requestId = requestIdOf(frame)
  switch (frame['type']) {
    case 'chat_message':
      if (!validators.chat_message.Check(frame)) return problem('bad_frame', requestId)
      return ok({
        type: 'send',
        body: frame.message,
        clientId: frame.client_id?.toLowerCase() ?? null,
        roomId: frame.room ?? null
      })
    case 'delete_message': {
      if (!validators.delete_message.Check(frame)) return problem('bad_frame', requestId)
      return ok({ type: 'delete', messageId: toMessageId(frame.message_id), requestId })
    }
    case 'announce':
      if (!validators.announce.Check(frame)) return problem('bad_frame', requestId)
      return ok({
        type: 'announce',
        clientId: frame.client_id.toLowerCase(),
        title: frame.title,
        body: frame.message
      })
    case 'mark_read':
      if (!validators.mark_read.Check(frame)) return problem('bad_frame', requestId)
      return ok({
        type: 'mark-read',
        notificationId: frame.notification_id,
        andOlder: frame.and_older,
        requestId: frame.request_id
      })
    case 'move_read_position':
      if (!validators.move_read_position.Check(frame)) return problem('bad_frame', requestId)
      return ok({
        type: 'move-read-position',
        roomId: frame.room,
        n: frame.n,
        back: frame.back,
        requestId: frame.request_id
      })
    case 'resume':
      if (!validators.resume.Check(frame)) return problem('bad_frame', requestId)
      return ok({
        type: 'resume',
        cursors: frame.cursors,
        onlineChanges: frame.online_changes ?? false
      })
    case 'fetch':
      if (!validators.fetch.Check(frame)) return problem('bad_frame', requestId)
      return ok({
        type: 'fetch',
        requestId: frame.request_id,
        stream: frame.stream,
        from: frame.from,
        to: frame.to
      })
    default:
      return problem('unknown_type', requestId)
  }
}

/** The frame for a command; the inverse of `decodeUp`. */
export function encodeUp(up: Up): string {
  switch (up.type) {
    case 'send':
      return JSON.stringify({
        type: 'chat_message',
        message: up.body,
        client_id: up.clientId ?? undefined,
        room: up.roomId ?? undefined
      } satisfies Loose<typeof ChatMessage>)
    case 'delete':
      return JSON.stringify({
        type: 'delete_message',
        message_id: up.messageId ?? undefined,
        request_id: up.requestId ?? undefined
      } satisfies Loose<typeof DeleteMessage>)
    case 'announce':
      return JSON.stringify({
        type: 'announce',
        client_id: up.clientId,
        title: up.title,
        message: up.body
      } satisfies Loose<typeof Announce>)
    case 'mark-read':
      return JSON.stringify({
        type: 'mark_read',
        notification_id: up.notificationId,
        and_older: up.andOlder,
        request_id: up.requestId
      } satisfies Loose<typeof MarkRead>)
    case 'move-read-position':
      return JSON.stringify({
        type: 'move_read_position',
        room: up.roomId,
        n: up.n,
        back: up.back,
        request_id: up.requestId
      } satisfies Loose<typeof MoveReadPosition>)
    case 'resume':
      return JSON.stringify({
        type: 'resume',
        cursors: up.cursors,
        online_changes: up.onlineChanges
      } satisfies Loose<typeof Resume>)
    case 'fetch':
      return JSON.stringify({
        type: 'fetch',
        request_id: up.requestId,
        stream: up.stream,
        from: up.from,
        to: up.to
      } satisfies Loose<typeof Fetch>)
  }
}

/** A schema's type in which an absent field may also be undefined: `JSON.stringify` drops both. */
type Loose<T extends Type.TSchema> = { [K in keyof Static<T>]: Static<T>[K] | undefined }

function problem(code: UpProblem['code'], requestId: string | null): DecodedUp {
  return { ok: false, problem: { code, requestId } }
}

/** Clients send back the number or the string that they were given. */
function toMessageId(named: unknown): number | null {
  if (!named) return null
  const id = typeof named === 'string' || typeof named === 'number' ? Number(named) : 0
  return Number.isSafeInteger(id) && id > 0 ? id : 0
}

function requestIdOf(frame: Readonly<Record<string, unknown>>): string | null {
  const id = frame['request_id'] ?? frame['client_id']
  return typeof id === 'string' && id.length > 0 && id.length <= 64 ? id : null
}
