import Type, { type Static } from 'typebox'
import { MessageLevel0 } from './level-0-frames.ts'
import { described, WireUser } from './wire.ts'

/** What `GET /.well-known/causerie` answers. */
export const WellKnown = Type.Object({
  name: Type.String({ description: 'The name of the server, as people read it.' }),
  protocols: Type.Array(Type.Integer({ minimum: 0 }), {
    description: 'The versions of the protocol that the server speaks.'
  }),
  setup: Type.Boolean({ description: 'Whether the server has no user yet and waits for its first one.' })
})
export type WellKnown = Static<typeof WellKnown>

/** Django's rule for user names: letters and digits of any alphabet, and `_.@+-`. */
export const USERNAME_PATTERN = '^[\\p{L}\\p{N}_.@+-]+$'

export const LONGEST_PASSWORD = 1024

/** In characters; of a token of another kind of server too. */
export const LONGEST_TOKEN = 8192

export const LoginRequest = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 150, description: 'The user name.' }),
  password: Type.String({ minLength: 1, maxLength: LONGEST_PASSWORD, description: 'The password.' })
})
export type LoginRequest = Static<typeof LoginRequest>

/** Makes the first superuser, with the one-time code that the server printed. */
export const SetupRequest = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 64, description: 'The one-time code.' }),
  username: Type.String({
    minLength: 1,
    maxLength: 150,
    pattern: USERNAME_PATTERN,
    description: 'The user name of the first superuser.'
  }),
  password: Type.String({ minLength: 8, maxLength: LONGEST_PASSWORD, description: 'Their password.' })
})
export type SetupRequest = Static<typeof SetupRequest>

/** The answer to both. */
export const LoginAnswer = Type.Object({
  // It goes into a header.
  token: Type.String({
    pattern: '^[\\x21-\\x7e]{1,1024}$',
    description: 'The token of the new session, for `Authorization: Bearer`.'
  }),
  user: described(WireUser, 'Who is signed in.')
})
export type LoginAnswer = Static<typeof LoginAnswer>

/** What a page of history is asked for with, as in any query string: texts. A number too great is capped. */
export const HistoryQuery = Type.Object({
  limit: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: 'How many messages at most.' })
  ),
  before: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'Below which message id. Absent: the newest.' })
  )
})
export type HistoryQuery = Static<typeof HistoryQuery>

/** What is answered to it: the newest messages below `before`, the newest first. */
export const HistoryAnswer = Type.Object({
  results: Type.Array(MessageLevel0, { description: 'The messages, without those that were deleted.' })
})
export type HistoryAnswer = Static<typeof HistoryAnswer>
