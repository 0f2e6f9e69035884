import { DATA_OPTION, folderOf, parse } from './arguments.ts'
import { requireServer } from './on-folder.ts'
import { choosePassword, PASSWORD_OPTION, showPassword } from './password.ts'
import { followOrder } from './user-order.ts'

/** Gives somebody another password; whoever was signed in as them no longer is. */
export async function resetPassword(args: readonly string[]): Promise<void> {
  const options = { ...DATA_OPTION, ...PASSWORD_OPTION }
  const { values, positionals } = parse('user reset-password', args, { options, words: ['NAME'] })
  const [written = ''] = positionals
  const folder = folderOf(values)
  requireServer(folder)
  const chosen = await choosePassword(values)
  const order = { kind: 'reset-password', username: written, password: chosen.password } as const
  const { username } = await followOrder(folder, order)
  process.stderr.write(`${username} has another password now, and is signed out everywhere.\n`)
  showPassword(chosen)
}
