import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { codePointLength } from '../../shared/model/text.ts'
import { LONGEST_PASSWORD } from '../../shared/protocol/http.ts'
import { createAccounts, type Profile, type UsernameProblem } from '../accounts/accounts.ts'
import { createPassword } from '../accounts/secrets.ts'
import { askToAddUser, isUnreachable } from '../control/client.ts'
import { type DataFolder, dataFolderAt, prepareDataFolder } from '../data-folder.ts'
import { rules } from '../rooms/rules.ts'
import { FolderLockedError, lockFolder } from '../store/lock.ts'
import { systemWorld } from '../world.ts'
import type { UserAddCommand } from './arguments.ts'

/** Adds a user: by the server that runs on the folder, or in the files when none does. */
export async function addUser(command: UserAddCommand): Promise<void> {
  const password = command.isPasswordOnStdin ? await readPassword() : createPassword(randomBytes)
  const { username, firstName, lastName, isSuperuser } = command
  const profile: Profile = { username, firstName, lastName, isSuperuser, password }
  const problem = await addSomehow(dataFolderAt(command.data), profile)
  if (problem) throw new Error(problemText(problem, username))
  process.stderr.write(`${isSuperuser ? 'Superuser' : 'User'} ${username} added.\n`)
  if (!command.isPasswordOnStdin) process.stdout.write(`Password, shown only now: ${password}\n`)
}

/** A server that is starting or stopping has the lock, and for a moment no socket. */
const TRIES = 10
const PAUSE_MS = 200

async function addSomehow(folder: DataFolder, profile: Profile): Promise<UsernameProblem | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await addByServer(folder, profile)
    } catch (error) {
      if (!isUnreachable(error)) throw error
    }
    try {
      return await addInFiles(folder, profile)
    } catch (error) {
      if (!(error instanceof FolderLockedError) || attempt === TRIES) throw error
    }
    await sleep(PAUSE_MS)
  }
}

async function addInFiles(folder: DataFolder, profile: Profile): Promise<UsernameProblem | null> {
  const world = systemWorld()
  prepareDataFolder(folder)
  const unlock = lockFolder(folder.path, folder.lock)
  try {
    const store = world.openStore(folder.database, { ...world, rules })
    const added = await createAccounts({ ...world, store }).addUser(profile)
    await store.close()
    return added.ok ? null : added.code
  } finally {
    unlock()
  }
}

async function addByServer(folder: DataFolder, profile: Profile): Promise<UsernameProblem | null> {
  const answer = await askToAddUser(folder.control, {
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
