import Type, { type Static } from 'typebox'
import { fail, ok, type Result } from '../std/result.ts'
import type { User } from '../model/user.ts'

/** A positive number that the server gave: of a message, a room, a user, or a place in a stream. */
export const Id = Type.Integer({ minimum: 1 })
export const Seq = Type.Integer({ minimum: 0 })
export const StreamName = Type.String({ minLength: 1, maxLength: 64, title: 'name of a stream' })
/** ISO 8601, and a time that exists. */
export const Timestamp = Type.Refine(Type.String({ title: 'time, ISO 8601' }), (text) =>
  Number.isFinite(Date.parse(text))
)
/** UUIDv7 from the client that typed the message. */
export const ClientId = Type.String({ pattern: '^[0-9a-fA-F-]{36}$', title: 'UUID' })
export const RequestId = Type.String({ minLength: 1, maxLength: 64 })

/** A schema with the sentence that the protocol's document says of it. */
export const described = <T extends Type.TSchema>(schema: T, description: string) =>
  Type.With(schema, { description })

/** The sender of a message and a person online, in the level 0 backend's words. */
export const WireUser = Type.Object(
  {
    id: described(Id, 'The number of the person.'),
    username: described(Type.String(), 'The name they sign in with.'),
    first_name: described(Type.Optional(Type.String()), 'First name; may be empty.'),
    last_name: described(Type.Optional(Type.String()), 'Last name; may be empty.'),
    is_superuser: described(
      Type.Optional(Type.Boolean()),
      'Whether they may delete messages for everyone and announce. Absent: no.'
    )
  },
  { title: 'person' }
)
export type WireUser = Static<typeof WireUser>

export function userToWire(user: User): WireUser {
  return {
    id: user.id,
    username: user.username,
    first_name: user.firstName,
    last_name: user.lastName,
    is_superuser: user.isSuperuser
  }
}

export function wireToUser(wire: WireUser): User {
  return {
    id: wire.id,
    username: wire.username,
    firstName: wire.first_name ?? '',
    lastName: wire.last_name ?? '',
    isSuperuser: wire.is_superuser ?? false
  }
}

/** A frame of which no more is known than that it is an object. */
export type WireFrame = Readonly<Record<string, unknown>>

/** The object in a text frame, or `bad_frame`. */
export function parseFrame(text: string): Result<WireFrame, 'bad_frame'> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return ok(value as WireFrame)
    }
  } catch {
    // falls through: what is not JSON is a bad frame
  }
  return fail('bad_frame')
}
