import Type, { type Static } from 'typebox'
import { Id, WireUser } from '../../shared/protocol/wire.ts'

/** What the command line and a running server say to each other, as JSON over HTTP on the local socket. */
export const STATUS_PATH = '/status'
export const USERS_PATH = '/users'
export const USER_ORDERS_PATH = '/users/orders'
export const NOTIFICATIONS_PATH = '/notifications'

export const Status = Type.Object({
  url: Type.String(),
  /** Where people reach it, if that is somewhere else. */
  public_url: Type.Union([Type.String(), Type.Null()]),
  pid: Type.Integer(),
  name: Type.String(),
  users: Type.Integer(),
  online: Type.Integer()
})
export type Status = Static<typeof Status>

export const NewUserRequest = Type.Object({
  username: Type.String(),
  password: Type.String({ minLength: 1 }),
  first_name: Type.String(),
  last_name: Type.String(),
  is_superuser: Type.Boolean()
})
export type NewUserRequest = Static<typeof NewUserRequest>

export const NewUserAnswer = Type.Union([
  Type.Object({ user: WireUser }),
  Type.Object({ code: Type.Union([Type.Literal('bad_username'), Type.Literal('username_taken')]) })
])
export type NewUserAnswer = Static<typeof NewUserAnswer>

/** What is to be done with a user. `force`: also when no superuser is left then. */
export const UserOrderRequest = Type.Union([
  Type.Object({
    kind: Type.Enum(['promote', 'demote', 'activate', 'deactivate']),
    username: Type.String(),
    force: Type.Boolean()
  }),
  Type.Object({
    kind: Type.Literal('reset-password'),
    username: Type.String(),
    password: Type.String({ minLength: 1 })
  })
])
export type UserOrderRequest = Static<typeof UserOrderRequest>

export const UserOrderAnswer = Type.Union([
  Type.Object({ user: WireUser, changed: Type.Boolean() }),
  Type.Object({ code: Type.Enum(['unknown_user', 'last_superuser']) })
])
export type UserOrderAnswer = Static<typeof UserOrderAnswer>

/** `username` null: for everyone. */
export const NotifyRequest = Type.Object({
  username: Type.Union([Type.String(), Type.Null()]),
  title: Type.String(),
  message: Type.String()
})
export type NotifyRequest = Static<typeof NotifyRequest>

export const NotifyAnswer = Type.Union([
  Type.Object({ notification_id: Id }),
  Type.Object({ code: Type.Enum(['unknown_user', 'blank', 'title_too_long', 'too_long']) })
])
export type NotifyAnswer = Static<typeof NotifyAnswer>
