import { codePointLength } from '../../shared/model/text.ts'
import { createAccounts, type Profile, type UsernameProblem } from '../accounts/accounts.ts'
import { askToAddUser } from '../control/client.ts'
import type { Store } from '../store/store.ts'
import type { World } from '../world.ts'
import { DATA_OPTION, folderOf, parse, UsageError } from './arguments.ts'
import { onFolder } from './on-folder.ts'
import { choosePassword, PASSWORD_OPTION, showPassword } from './password.ts'

export function parseUserAdd(args: readonly string[]) {
  const options = {
    ...DATA_OPTION,
    ...PASSWORD_OPTION,
    superuser: { type: 'boolean' },
    'first-name': { type: 'string' },
    'last-name': { type: 'string' }
  } as const
  const { values, positionals } = parse('user add', args, { options, words: ['NAME'] })
  const [username = ''] = positionals
  return {
    values,
    profile: {
      username,
      firstName: nameOf('--first-name', values['first-name']),
      lastName: nameOf('--last-name', values['last-name']),
      isSuperuser: values.superuser ?? false
    }
  }
}

/** As long as Django takes, and one line: it stands in every frame with the person, and in the rows of `user list`. */
const LONGEST_NAME = 150

function nameOf(option: string, text = ''): string {
  const name = text.trim()
  if (codePointLength(name) <= LONGEST_NAME && !/\p{Cc}/u.test(name)) return name
  throw new UsageError(
    `What is written after ${option} cannot be a name: write up to ${LONGEST_NAME} characters in one line.`
  )
}

/** Adds a user: by the server that runs on the folder, or in the files when none does. */
export async function addUser(args: readonly string[]): Promise<void> {
  const { values, profile: rest } = parseUserAdd(args)
  const folder = folderOf(values)
  const chosen = await choosePassword(values)
  const profile: Profile = { ...rest, password: chosen.password }
  const problem = await onFolder<UsernameProblem | null>(folder, {
    byServer: (address) => addByServer(address, profile),
    inFiles: (store, world) => addInFiles(store, world, profile)
  })
  const { username, isSuperuser } = profile
  if (problem) throw new Error(problemText(problem, username))
  process.stderr.write(`${isSuperuser ? 'Superuser' : 'User'} ${username} added.\n`)
  showPassword(chosen)
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

function problemText(problem: UsernameProblem, username: string): string {
  return problem === 'username_taken'
    ? `There is already a user ${username}: choose another name (case does not matter).`
    : `${username} cannot be a user name: use up to 150 letters, digits and _ . @ + - only.`
}
