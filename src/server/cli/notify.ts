import { NOTIFICATION_LIMITS, notificationProblem } from '../../shared/model/notification.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import { createAccounts } from '../accounts/accounts.ts'
import { askToNotify } from '../control/client.ts'
import type { DataFolder } from '../data-folder.ts'
import { type Notice, type NoticeProblem, notify } from '../rooms/notify.ts'
import type { Outcome, Store } from '../store/store.ts'
import type { World } from '../world.ts'
import { DATA_OPTION, folderOf, parse, UsageError } from './arguments.ts'
import { onFolder, requireServer } from './on-folder.ts'

/** Trimmed here already: a running server takes no long question, whatever it is long of. */
export function parseNotify(args: readonly string[]): { folder: DataFolder; notice: Notice } {
  const options = {
    ...DATA_OPTION,
    general: { type: 'boolean' },
    user: { type: 'string' },
    title: { type: 'string' }
  } as const
  const { values, positionals } = parse('notify', args, { options, words: null })
  const username = values.user?.trim() || null
  const isGeneral = values.general ?? false
  if (isGeneral && username !== null)
    throw new UsageError('Either --general, for everyone, or --user NAME, for one person: leave one out.')
  if (!isGeneral && username === null)
    throw new UsageError('Nobody is named: write --general for everyone, or --user NAME for one person.')
  const [text, surplus] = positionals
  if (text === undefined) throw new UsageError('The text is missing: write it in quotes, "Like this".')
  if (surplus !== undefined)
    throw new UsageError(`The text is one argument: put it in quotes, "${positionals.join(' ')}".`)
  const notice = { username, title: (values.title ?? '').trim(), body: text.trim() }
  return { folder: folderOf(values), notice }
}

/** Sends a notification: by the server that runs on the folder, or in the files when none does. */
export async function sendNotice(args: readonly string[]): Promise<void> {
  const { folder, notice } = parseNotify(args)
  const { username, title, body } = notice
  const problem = notificationProblem(title, body) ?? (await sendSomehow(folder, notice))
  if (problem) throw new Error(problemText(problem, username))
  process.stderr.write(username === null ? 'Sent to everyone.\n' : `Sent to ${username}.\n`)
}

function sendSomehow(folder: DataFolder, notice: Notice): Promise<NoticeProblem | null> {
  requireServer(folder)
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
