import type { DeleteProblem, RefusedByGate, SignInProblem } from '../../shared/ipc/contract.ts'
import type { BodyProblem } from '../../shared/model/text.ts'
import type { ErrorCode } from '../../shared/protocol/errors.ts'

/** The codes that have their own words, per place where they are shown. `unknown` stands for a newer server's. */
export type SignInCode = SignInProblem | RefusedByGate['code'] | 'unknown'
export type DeleteCode = DeleteProblem | RefusedByGate['code'] | 'unknown'
export type SendCode = ErrorCode | 'unknown'
export type SaveCode = BodyProblem | 'signed_out' | 'disk' | RefusedByGate['code'] | 'unknown'

/** The key of a code's words: itself when it has some, else `unknown`. */
export function keyOfCode<K extends string>(words: Readonly<Record<K, string>>, code: string): K | 'unknown' {
  return Object.hasOwn(words, code) ? (code as K) : 'unknown'
}
