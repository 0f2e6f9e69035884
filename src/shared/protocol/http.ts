import Type, { type Static } from 'typebox'
import { Id, WireUser } from './wire.ts'

/** What `GET /.well-known/causerie` answers. `setup`: the server has no user yet and waits for its first one. */
export const WellKnown = Type.Object({
  name: Type.String(),
  protocols: Type.Array(Type.Integer({ minimum: 0 })),
  setup: Type.Boolean()
})
export type WellKnown = Static<typeof WellKnown>

/** Django's rule for user names: letters and digits of any alphabet, and `_.@+-`. */
export const USERNAME_PATTERN = '^[\\p{L}\\p{N}_.@+-]+$'

export const LONGEST_PASSWORD = 1024

const Password = Type.String({ minLength: 1, maxLength: LONGEST_PASSWORD })

export const LoginRequest = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 150 }),
  password: Password
})
export type LoginRequest = Static<typeof LoginRequest>

/** Makes the first superuser, with the one-time code that the server printed. */
export const SetupRequest = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 64 }),
  username: Type.String({ minLength: 1, maxLength: 150, pattern: USERNAME_PATTERN }),
  password: Type.String({ minLength: 8, maxLength: LONGEST_PASSWORD })
})
export type SetupRequest = Static<typeof SetupRequest>

/** The answer to both. */
export const LoginAnswer = Type.Object({
  // It goes into a header.
  token: Type.String({ pattern: '^[\\x21-\\x7e]{1,1024}$' }),
  user: Type.Object({ ...WireUser.properties, id: Id })
})
export type LoginAnswer = Static<typeof LoginAnswer>
