import { request } from 'node:http'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import {
  NewUserAnswer,
  type NewUserRequest,
  NOTIFICATIONS_PATH,
  NotifyAnswer,
  type NotifyRequest,
  Status,
  STATUS_PATH,
  USER_ORDERS_PATH,
  UserOrderAnswer,
  type UserOrderRequest,
  USERS_PATH
} from './protocol.ts'

/** Asks the server that runs on a data folder how it is. Null: none answers. */
export async function askStatus(address: string): Promise<Status | null> {
  try {
    return await ask(address, { path: STATUS_PATH, answer: Status })
  } catch (error) {
    if (isUnreachable(error)) return null
    throw error
  }
}

/** Has the running server add a user. Rejects when none answers. */
export function askToAddUser(address: string, user: NewUserRequest): Promise<NewUserAnswer> {
  return ask(address, { path: USERS_PATH, body: user, answer: NewUserAnswer })
}

/** Has the running server do something with a user. Rejects when none answers. */
export function askToAdminister(address: string, order: UserOrderRequest): Promise<UserOrderAnswer> {
  return ask(address, { path: USER_ORDERS_PATH, body: order, answer: UserOrderAnswer })
}

/** Has the running server notify everyone or one user. Rejects when none answers. */
export function askToNotify(address: string, notice: NotifyRequest): Promise<NotifyAnswer> {
  return ask(address, { path: NOTIFICATIONS_PATH, body: notice, answer: NotifyAnswer })
}

/** Nobody listens on the socket, or there is none. */
export function isUnreachable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOENT' || code === 'ECONNREFUSED'
}

const PATIENCE_MS = 10_000
const NO_ANSWER =
  'The running server does not answer: look into its log, and whether it was done, before you try again.'

interface Question<A extends TSchema> {
  readonly path: string
  /** Sent by POST; without it the question is a GET. */
  readonly body?: object
  readonly answer: A
}

async function ask<A extends TSchema>(
  address: string,
  { path, body, answer }: Question<A>
): Promise<Static<A>> {
  const text = await exchange(address, path, body)
  const parsed: unknown = JSON.parse(text)
  if (!Value.Check(answer, parsed)) {
    throw new Error(
      `The running server does not understand (it answered ${text}): if it is of another version, restart it.`
    )
  }
  return parsed
}

function exchange(address: string, path: string, body?: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const method = body ? 'POST' : 'GET'
    const headers = { 'content-type': 'application/json' }
    const asked = request({ socketPath: address, path, method, headers, timeout: PATIENCE_MS }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('end', () => resolve(text))
      answer.on('error', reject)
    })
    asked.on('timeout', () => asked.destroy(new Error(NO_ANSWER)))
    asked.on('error', reject)
    asked.end(body && JSON.stringify(body))
  })
}
