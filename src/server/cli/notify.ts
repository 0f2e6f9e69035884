import { existsSync } from 'node:fs'
import { NOTIFICATION_LIMITS, notificationProblem } from '../../shared/model/notification.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import { createAccounts } from '../accounts/accounts.ts'
import { askToNotify } from '../control/client.ts'
import { dataFolderAt } from '../data-folder.ts'
import { type Notice, type NoticeProblem, notify } from '../rooms/notify.ts'
import type { Outcome, Store } from '../store/store.ts'
import type { World } from '../world.ts'
import type { NotifyCommand } from './arguments.ts'
import { onFolder } from './on-folder.ts'

/** Sends a notification: by the server that runs on the folder, or in the files when none does. */
export async function sendNotice({ data, username, title, text }: NotifyCommand): Promise<void> {
  // Trimmed here already: a running server takes no long question, whatever it is long of.
  const notice: Notice = { username, title: title.trim(), body: text.trim() }
  const problem = notificationProblem(title, text) ?? (await sendSomehow(data, notice))
  if (problem) throw new Error(problemText(problem, username))
  process.stderr.write(username === null ? 'Sent to everyone.\n' : `Sent to ${username}.\n`)
}

function sendSomehow(data: string, notice: Notice): Promise<NoticeProblem | null> {
  const folder = dataFolderAt(data)
  // A folder that was never a server's would be made one, and the notification read by nobody.
  if (!existsSync(folder.database)) {
    throw new Error(`There is no server in ${folder.path}: name the folder of yours with --data.`)
  }
  return onFolder(folder, {
    byServer: (address) => sendByServer(address, notice),
    inFiles: (store, world) => sendInFiles(store, world, notice)
  })
}

async function sendByServer(address: string, notice: Notice): Promise<NoticeProblem | null> {
  const { username, title, body } = notice
  const answer = await askToNotify(address, { username, title, message: body })
  return 'code' in answer ? answer.code : null
}

async function sendInFiles(store: Store, world: World, notice: Notice): Promise<NoticeProblem | null> {
  const sent = await notify(
    {
      accounts: createAccounts({ ...world, store }),
      write: async (command) => {
        const [outcome] = await store.append([command])
        return outcome ?? NOTHING_STORED
      },
      now: world.clock.now
    },
    notice
  )
  return sent.ok ? null : sent.code
}

const NOTHING_STORED: Outcome = { kind: 'refused', code: 'internal' }

function problemText(problem: NoticeProblem, username: string | null): string {
  const { title, body } = NOTIFICATION_LIMITS
  switch (problem) {
    case 'unknown_user':
      return `There is no user ${username}: look at the name again (case does not matter).`
    case 'blank':
      return 'The text is empty: write what they are to read.'
    case 'title_too_long':
      return `The title is too long: at most ${title} characters.`
    case 'too_long':
      return `The text is too long: at most ${body} characters.`
    default:
      return unreachable(problem)
  }
}
