import type { CallResult, FindProblem, RefusedByGate } from '../../shared/ipc/contract.ts'
import type { ProfileProblem } from '../../shared/ipc/profile-report.ts'
import type { LocalServerFault } from '../../shared/ipc/local-server.ts'
import type { ErrorCode } from '../../shared/protocol/errors.ts'

type Refusal<C extends ErrorCode> = C | 'unknown'
type ProblemOf<N extends 'messages.delete' | 'messages.send' | 'messages.change' | 'announcements.send'> =
  Extract<CallResult<N>, { ok: false }>['code']

/** The codes that can come to each place where they are shown. `unknown` stands for all others: a newer server's. */
export type SignInCode =
  | FindProblem
  | Refusal<'wrong_credentials' | 'wrong_code' | 'bad_request' | 'rate_limited' | 'internal'>
  | 'bad_params'
  | 'disk'
  | 'newer'
  | ProfileProblem
/** What the server refuses only for the moment is sent again by itself, and never shown. */
export type SendCode =
  | Refusal<'blank' | 'too_long' | 'unknown_room' | 'conflict' | 'bad_frame' | 'unknown_type'>
  | 'not_stored'
  | 'refused'
export type DeleteCode =
  | Exclude<ProblemOf<'messages.delete'>, ErrorCode | 'forbidden' | 'bad_params'>
  | Refusal<
      | 'message_id_missing'
      | 'not_superuser'
      | 'message_not_found'
      | 'already_deleted'
      | 'rate_limited'
      | 'busy'
      | 'internal'
      | 'bad_frame'
      | 'unknown_type'
    >
/** Why the server inside the app is not open; `unknown`: the sign-in there did not work. */
export type HostCode = LocalServerFault | 'elsewhere' | 'has_users' | 'unknown'
/** What can be wrong with a profile's file, where no part of it can be named. */
export type OpenCode =
  Exclude<Extract<CallResult<'profiles.open'>, { ok: false }>['code'], RefusedByGate['code']> | 'unknown'
export type ChangeCode = Exclude<ProblemOf<'messages.change'>, 'forbidden'> | 'unknown'
export type SaveCode = Exclude<ProblemOf<'messages.send'>, 'forbidden'> | 'unknown'

export type AnnounceCode =
  | Exclude<ProblemOf<'announcements.send'>, ErrorCode | 'forbidden'>
  | Refusal<
      | 'blank'
      | 'title_too_long'
      | 'too_long'
      | 'not_allowed'
      | 'conflict'
      | 'rate_limited'
      | 'busy'
      | 'internal'
      | 'bad_frame'
      | 'unknown_type'
    >

/** The key of a code's words: itself when it has some, else `unknown`. */
export function keyOfCode<K extends string>(words: Readonly<Record<K, string>>, code: string): K | 'unknown' {
  return Object.hasOwn(words, code) ? (code as K) : 'unknown'
}
