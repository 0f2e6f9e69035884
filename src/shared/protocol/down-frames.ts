import Type, { type Static } from 'typebox'
import { EVENT_FRAMES, EventFrame } from './event.ts'
import { ClientId, described, Id, RequestId, Seq, StreamName, Timestamp, WireUser } from './wire.ts'

const HelloFrame = Type.Object(
  {
    type: Type.Literal('hello'),
    protocol: described(Id, 'The version of level 1 that the server speaks.'),
    server: Type.Object(
      {
        name: Type.String({ description: 'The name of the server, as people read it.' }),
        epoch: Type.String({
          description: 'Names this history of the server; another one means that it was restored or replaced.'
        })
      },
      { description: 'Who greets.' }
    ),
    user: described(WireUser, 'Who is signed in.'),
    rooms: Type.Array(
      Type.Object({
        id: described(Id, 'The number of the room.'),
        name: Type.String({ description: 'Its name.' })
      }),
      { description: 'The rooms that this person is in.' }
    ),
    heartbeat: Type.Integer({
      minimum: 1000,
      maximum: 600_000,
      description: 'Milliseconds between two pings of the server.'
    }),
    limits: Type.Object(
      { message: described(Id, 'Longest message, in code points after trimming.') },
      { description: 'What the server refuses beyond.' }
    ),
    time: Type.Optional(
      described(Timestamp, 'What the clock of the server shows. Absent: a server of before.')
    )
  },
  { description: 'The greeting: the first frame of every connection of level 1.' }
)
const AcceptedFrame = Type.Object(
  {
    type: Type.Literal('accepted'),
    client_id: described(ClientId, 'What the client called the message.'),
    room: described(Id, 'The room it is in.'),
    id: described(Id, 'The number of the message.'),
    seq: described(Id, 'The place of its event in the stream of the room.'),
    n: described(Id, 'Its ordinal among the messages of the room.'),
    date_creation: described(Timestamp, 'When, by the clock of the server.')
  },
  {
    description:
      'The message is stored: the answer to its sender. The same message again is answered the same.'
  }
)
const AnnouncedFrame = Type.Object(
  {
    type: Type.Literal('announced'),
    client_id: described(ClientId, 'What the client called the announcement.'),
    notification_id: described(Id, 'The number of the notification.')
  },
  { description: 'The announcement is stored: the answer to its sender.' }
)
const ErrorFrame = Type.Object(
  {
    type: Type.Literal('error'),
    code: Type.String({ description: 'Why, for programs: one of the error codes.' }),
    message: Type.String({ description: 'Why, for people, in French.' }),
    request_id: Type.Optional(
      described(
        RequestId,
        'The `request_id` of what failed, or the `client_id` of a message or an announcement. Absent: it had none; who waits for `caught_up` takes it for the `resume`.'
      )
    )
  },
  { description: 'What this client asked for was refused, or failed.' }
)
const OnlineFrame = Type.Object(
  {
    type: Type.Literal('online_users_update'),
    users: Type.Array(WireUser, { description: 'Everybody who is online, each once.' })
  },
  { description: 'Who is online: the whole list.' }
)
const OnlineChangedFrame = Type.Object(
  {
    type: Type.Literal('online_changed'),
    joined: Type.Array(WireUser, {
      description: 'Who is online. They may be in the list already: they are in it once.'
    }),
    left: Type.Array(Id, { description: 'The numbers of who is not. They may not be in the list.' })
  },
  { description: 'Who came and who went since the list, or since the change before.' }
)
const ReconnectFrame = Type.Object(
  {
    type: Type.Literal('reconnect'),
    after_ms: Type.Integer({
      minimum: 0,
      maximum: 600_000,
      description:
        'Milliseconds after which to come back. Each connection gets its own, so that not all come at once.'
    })
  },
  { description: 'The server is about to stop, and closes this connection with 1012.' }
)
const CatchingUpFrame = Type.Object(
  {
    type: Type.Literal('catching_up'),
    events: Type.Integer({
      minimum: 1,
      description: 'How many events follow, those of all streams together, until `caught_up`.'
    })
  },
  { description: 'What a `resume` has to bring. Not sent where there is nothing.' }
)
const CaughtUpFrame = Type.Object(
  { type: Type.Literal('caught_up') },
  { description: 'The answer to `resume` is complete: from here on events come as they happen.' }
)
const LimitedFrame = Type.Object(
  {
    type: Type.Literal('limited'),
    stream: described(StreamName, 'The stream with the hole.'),
    from: described(Id, 'The first event that is left out.'),
    to: described(Id, 'The last one.'),
    changed: Type.Array(
      Type.Object({
        message_id: described(Id, 'The number of the message.'),
        deleted: Type.Literal(true, { description: 'What happened to it.' })
      }),
      { description: 'The messages from before the hole that were changed in it.' }
    )
  },
  { description: 'Too much has happened: the server leaves these events out, and goes on after them.' }
)
const WithheldFrame = Type.Object(
  {
    type: Type.Literal('withheld'),
    stream: described(StreamName, 'The stream.'),
    from: described(Id, 'The first event that this person may not see.'),
    to: described(Id, 'The last one.'),
    event: Type.String({ maxLength: 32, description: 'The random id of the last one.' })
  },
  {
    description:
      'Events that this person may not see. They count as applied. The companion server sends none so far: whoever may read a stream there may read all of it.'
  }
)
const DivergedFrame = Type.Object(
  {
    type: Type.Literal('diverged'),
    stream: described(StreamName, 'The stream.'),
    common: described(Seq, 'The last event that both have. 0: none.'),
    event: Type.String({ maxLength: 32, description: 'Its random id. Empty where there is none.' })
  },
  {
    description:
      'The cursor of the client is of another history: the server was restored from a backup. What follows goes on after `common`.'
  }
)
const ReadPositionsFrame = Type.Object(
  {
    type: Type.Literal('read_positions'),
    positions: Type.Array(
      Type.Object({
        room: described(Id, 'The number of the room.'),
        n: Type.Integer({
          minimum: 0,
          description: 'The ordinal of the last message that this person has read there. 0: none.'
        }),
        unread: Type.Integer({
          minimum: 0,
          description: 'Messages of others beyond it that are not deleted, up to `newest`.'
        }),
        newest: Type.Integer({
          minimum: 0,
          description: 'The ordinal of the newest message of the room when they were counted.'
        })
      }),
      { description: 'Rooms that are not named are as they were.' }
    )
  },
  {
    description:
      'How far this person has read, on whichever device. All rooms with a position before `caught_up`, then what changes.'
  }
)
const PageFrame = Type.Object(
  {
    type: Type.Literal('page'),
    request_id: described(RequestId, 'The `request_id` of the `fetch` that this answers.'),
    stream: described(StreamName, 'The stream.'),
    from: described(Id, 'The first event that the page covers: later than asked for where not all fit.'),
    to: described(Id, 'The last event that it covers.'),
    events: Type.Array(EventFrame, {
      description: 'The frames of these events, in their order. A deleted message is in it without its text.'
    })
  },
  { description: 'Past events of a stream: the answer to `fetch`.' }
)

/** Every frame that a level 1 server sends, by its type: what the codec checks and the document shows. */
export const DOWN_FRAMES = {
  hello: HelloFrame,
  ...EVENT_FRAMES,
  accepted: AcceptedFrame,
  announced: AnnouncedFrame,
  error: ErrorFrame,
  online_users_update: OnlineFrame,
  reconnect: ReconnectFrame,
  online_changed: OnlineChangedFrame,
  catching_up: CatchingUpFrame,
  caught_up: CaughtUpFrame,
  limited: LimitedFrame,
  withheld: WithheldFrame,
  diverged: DivergedFrame,
  read_positions: ReadPositionsFrame,
  page: PageFrame
} as const
export type DownFrame = Static<(typeof DOWN_FRAMES)[keyof typeof DOWN_FRAMES]>
