import { UsageError } from './arguments.ts'
import type { HelpTopic } from './help.ts'

type Run = (args: readonly string[]) => Promise<void>

/**
 * Every verb and where it is: each one's file reads its own arguments and does its own work. They are loaded when they
 * are asked for, so that help and status do not wait for the server's libraries.
 */
export const COMMANDS = {
  start: async () => (await import('./start.ts')).start,
  config: async () => (await import('./config.ts')).showConfiguration,
  status: async () => (await import('./status.ts')).showStatus,
  'user add': async () => (await import('./user-add.ts')).addUser,
  'user list': async () => (await import('./user-list.ts')).listUsers,
  'user promote': async () => (await import('./user-rights.ts')).changeRights('promote'),
  'user demote': async () => (await import('./user-rights.ts')).changeRights('demote'),
  'user deactivate': async () => (await import('./user-rights.ts')).changeRights('deactivate'),
  'user activate': async () => (await import('./user-rights.ts')).changeRights('activate'),
  'user reset-password': async () => (await import('./user-reset-password.ts')).resetPassword,
  notify: async () => (await import('./notify.ts')).sendNotice,
  backup: async () => (await import('./backup.ts')).writeBackup,
  restore: async () => (await import('./restore.ts')).restoreBackup,
  check: async () => (await import('./check.ts')).check,
  stats: async () => (await import('./stats.ts')).showStatistics,
  audit: async () => (await import('./audit.ts')).showAudit
} satisfies Partial<Record<HelpTopic, () => Promise<Run>>>

export type Verb = keyof typeof COMMANDS

/** What a command line asks for. */
export type Asked =
  | { readonly kind: 'help'; readonly topic: HelpTopic }
  | { readonly kind: 'version' }
  | { readonly kind: 'command'; readonly verb: Verb; readonly args: readonly string[] }

/** Finds the verb, and help wherever it is asked for. Throws `UsageError`. */
export function readAsked(line: readonly string[]): Asked {
  const [first, second] = line
  if (first === undefined) return { kind: 'help', topic: 'main' }
  if (first === '--version') return { kind: 'version' }
  if (first === 'help') return readAsked([...line.slice(1), '--help'])
  const wantsHelp = asksForHelp(line)
  if (isHelp(first)) return { kind: 'help', topic: 'main' }
  const pair = `${first} ${second}`
  const verb = isVerb(pair) ? pair : first
  if (isVerb(verb)) {
    if (wantsHelp) return { kind: 'help', topic: verb }
    return { kind: 'command', verb, args: line.slice(verb.split(' ').length) }
  }
  if (first === 'user') {
    if (wantsHelp && (second === undefined || isHelp(second))) return { kind: 'help', topic: 'user' }
    throw new UsageError(`${unknown('user', second)}: write ${either(verbs(true))} (see user --help).`)
  }
  throw new UsageError(
    `There is no command ${first}: write ${either([...verbs(false), 'user'])} (see --help).`
  )
}

function unknown(group: string, second: string | undefined): string {
  return second === undefined
    ? `After ${group} something is missing`
    : `There is no command ${group} ${second}`
}

/** The verbs of one word, or those about users. */
function verbs(areOfUsers: boolean): readonly string[] {
  return Object.keys(COMMANDS).filter((verb) => verb.startsWith('user ') === areOfUsers)
}

function either(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')}${words.length > 1 ? ' or ' : ''}${words.at(-1)}`
}

function isVerb(words: string): words is Verb {
  return Object.hasOwn(COMMANDS, words)
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}

/** What stands after `--` is a text, whatever it looks like. */
function asksForHelp(line: readonly string[]): boolean {
  const end = line.indexOf('--')
  return line.slice(0, end < 0 ? undefined : end).some(isHelp)
}
