import type { NotificationProblem } from '../../shared/model/notification.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Notify, Outcome } from '../store/store.ts'
import { storedText } from './commands.ts'

/** A notification from the operator of the server. `username` null: for everyone. */
export interface Notice {
  readonly username: string | null
  readonly title: string
  readonly body: string
}

export type NoticeProblem = 'unknown_user' | NotificationProblem

export interface NotifyDeps {
  readonly accounts: Pick<Accounts, 'find'>
  readonly write: (command: Notify) => Promise<Outcome>
  readonly now: () => number
}

/** Sends it; the value is its number. Rejects when it could not be written. */
export async function notify(
  { accounts, write, now }: NotifyDeps,
  { username, title, body }: Notice
): Promise<Result<number, NoticeProblem>> {
  const recipient = username === null ? null : await accounts.find(username)
  if (username !== null && !recipient) return fail('unknown_user')
  const text = { title: storedText(title), body: storedText(body) }
  const outcome = await write({ kind: 'notify', recipientId: recipient?.id ?? null, ...text, at: now() })
  if (outcome.kind === 'notified') return ok(outcome.notificationId)
  const code = outcome.kind === 'refused' ? outcome.code : outcome.kind
  if (code === 'blank' || code === 'title_too_long' || code === 'too_long') return fail(code)
  throw new Error(`The notification could not be written (${code}).`)
}
