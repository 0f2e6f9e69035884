import { chmodSync, rmSync } from 'node:fs'
import { userToWire } from '../../shared/protocol/wire.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Result } from '../../shared/std/result.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Administration, UserOrder } from '../accounts/administration.ts'
import { createHttpApp } from '../http/app.ts'
import { noMeter } from '../meter.ts'
import type { Notice, NoticeProblem } from '../rooms/notify.ts'
import {
  type NewUserAnswer,
  NewUserRequest,
  NOTIFICATIONS_PATH,
  type NotifyAnswer,
  NotifyRequest,
  type Status,
  STATUS_PATH,
  USER_ORDERS_PATH,
  type UserOrderAnswer,
  UserOrderRequest,
  USERS_PATH
} from './protocol.ts'

export interface ControlDeps {
  /** The path of the socket. The caller holds the folder's lock, so whatever is there is a dead server's. */
  readonly address: string
  readonly accounts: Accounts
  readonly administration: Administration
  readonly notify: (notice: Notice) => Promise<Result<number, NoticeProblem>>
  readonly status: () => Promise<Status>
  readonly log: Log
}

/** The door for the command line: whoever can open the socket is the owner of the data. Returns how to close it. */
export async function openControl({
  address,
  accounts,
  administration,
  notify,
  status,
  log
}: ControlDeps): Promise<() => Promise<void>> {
  const app = createHttpApp(log, noMeter)
  app.get(STATUS_PATH, status)
  app.post<{ Body: NewUserRequest }>(
    USERS_PATH,
    { schema: { body: NewUserRequest } },
    async ({ body }): Promise<NewUserAnswer> => {
      const added = await accounts.addUser({
        username: body.username,
        password: body.password,
        firstName: body.first_name,
        lastName: body.last_name,
        isSuperuser: body.is_superuser
      })
      return added.ok ? { user: userToWire(added.value) } : { code: added.code }
    }
  )
  app.post<{ Body: UserOrderRequest }>(
    USER_ORDERS_PATH,
    { schema: { body: UserOrderRequest } },
    async ({ body }): Promise<UserOrderAnswer> => {
      const done = await administration.administer(orderOf(body))
      return done.ok
        ? { user: userToWire(done.value.user), changed: done.value.hasChanged }
        : { code: done.code }
    }
  )
  app.post<{ Body: NotifyRequest }>(
    NOTIFICATIONS_PATH,
    { schema: { body: NotifyRequest } },
    async ({ body }): Promise<NotifyAnswer> => {
      const { username, title, message } = body
      const sent = await notify({ username, title, body: message })
      return sent.ok ? { notification_id: sent.value } : { code: sent.code }
    }
  )
  const isPipe = process.platform === 'win32'
  if (!isPipe) rmSync(address, { force: true })
  await app.listen({ path: address })
  if (!isPipe) chmodSync(address, 0o600)
  return () => app.close()
}

function orderOf(request: UserOrderRequest): UserOrder {
  if (request.kind === 'reset-password') return request
  const { kind, username, force } = request
  return { kind, username, isForced: force }
}
