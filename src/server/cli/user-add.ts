import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { codePointLength } from '../../shared/model/text.ts'
import { LONGEST_PASSWORD } from '../../shared/protocol/http.ts'
import { createAccounts, type Profile, type UsernameProblem } from '../accounts/accounts.ts'
import { createPassword } from '../accounts/secrets.ts'
import { askToAddUser } from '../control/client.ts'
import { dataFolderAt } from '../data-folder.ts'
import type { Store } from '../store/store.ts'
import type { World } from '../world.ts'
import type { UserAddCommand } from './arguments.ts'
import { onFolder } from './on-folder.ts'

/** Adds a user: by the server that runs on the folder, or in the files when none does. */
export async function addUser(command: UserAddCommand): Promise<void> {
  const password = command.isPasswordOnStdin ? await readPassword() : createPassword(randomBytes)
  const { username, firstName, lastName, isSuperuser } = command
  const profile: Profile = { username, firstName, lastName, isSuperuser, password }
  const problem = await onFolder<UsernameProblem | null>(dataFolderAt(command.data), {
    byServer: (address) => addByServer(address, profile),
    inFiles: (store, world) => addInFiles(store, world, profile)
  })
  if (problem) throw new Error(problemText(problem, username))
  process.stderr.write(`${isSuperuser ? 'Superuser' : 'User'} ${username} added.\n`)
  if (!command.isPasswordOnStdin) process.stdout.write(`Password, shown only now: ${password}\n`)
}

async function addInFiles(store: Store, world: World, profile: Profile): Promise<UsernameProblem | null> {
  const added = await createAccounts({ ...world, store }).addUser(profile)
  return added.ok ? null : added.code
}

async function addByServer(address: string, profile: Profile): Promise<UsernameProblem | null> {
  const answer = await askToAddUser(address, {
    username: profile.username,
    password: profile.password,
    first_name: profile.firstName,
    last_name: profile.lastName,
    is_superuser: profile.isSuperuser
  })
  return 'code' in answer ? answer.code : null
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

function problemText(problem: UsernameProblem, username: string): string {
  return problem === 'username_taken'
    ? `There is already a user ${username}: choose another name (case does not matter).`
    : `${username} cannot be a user name: use up to 150 letters, digits and _ . @ + - only.`
}
