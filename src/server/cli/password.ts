import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { codePointLength } from '../../shared/model/text.ts'
import { LONGEST_PASSWORD } from '../../shared/protocol/http.ts'
import { createPassword } from '../accounts/secrets.ts'

/** The option of the commands that give somebody a password. */
export const PASSWORD_OPTION = { 'password-stdin': { type: 'boolean' } } as const

/** A password for somebody, and whether they have to be told it because it was made here. */
export interface ChosenPassword {
  readonly password: string
  readonly isMade: boolean
}

/** From the first line of the standard input, or made. */
export async function choosePassword(values: {
  readonly 'password-stdin'?: boolean | undefined
}): Promise<ChosenPassword> {
  return values['password-stdin']
    ? { password: await readPassword(), isMade: false }
    : { password: createPassword(randomBytes), isMade: true }
}

export function showPassword({ password, isMade }: ChosenPassword): void {
  if (isMade) process.stdout.write(`Password, shown only now: ${password}\n`)
}

async function readPassword(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (codePointLength(line) > LONGEST_PASSWORD) {
      throw new Error(
        `The password is too long: nobody could sign in with more than ${LONGEST_PASSWORD} characters.`
      )
    }
    if (line) return line
    break
  }
  throw new Error('The password is empty: give one on the first line of the standard input.')
}
