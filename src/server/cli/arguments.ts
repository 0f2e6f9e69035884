import { homedir } from 'node:os'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { defaultDataFolder } from '../data-folder.ts'
import type { HelpTopic } from './help.ts'

/** A command line, understood. */
export type CommandLine =
  | { readonly verb: 'help'; readonly topic: HelpTopic }
  | StartCommand
  | StatusCommand
  | UserAddCommand
  | NotifyCommand

export interface StartCommand {
  readonly verb: 'start'
  readonly data: string
  readonly port: number | null
  readonly name: string | null
  readonly json: boolean
}

export interface StatusCommand {
  readonly verb: 'status'
  readonly data: string
  readonly json: boolean
}

export interface UserAddCommand {
  readonly verb: 'user add'
  readonly data: string
  readonly username: string
  readonly isSuperuser: boolean
  readonly isPasswordOnStdin: boolean
  readonly firstName: string
  readonly lastName: string
}

/** `username` null: for everyone. */
export interface NotifyCommand {
  readonly verb: 'notify'
  readonly data: string
  readonly username: string | null
  readonly title: string
  readonly text: string
}

/** The command line cannot be understood; the message says what to write instead. */
export class UsageError extends Error {}

const common = { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const

/** Throws `UsageError`. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const [verb, ...rest] = args
  switch (verb) {
    case 'start':
      return parseStart(rest)
    case 'status':
      return parseStatus(rest)
    case 'user':
      if (rest[0] === 'add') return parseUserAdd(rest.slice(1))
      if (isHelp(rest[0])) return { verb: 'help', topic: 'user add' }
      throw new UsageError('The command about users is `user add NAME`: see --help.')
    case 'notify':
      return parseNotify(rest)
    default:
      if (verb === undefined || isHelp(verb)) return { verb: 'help', topic: 'main' }
      throw new UsageError(
        `There is no command ${verb}: write start, status, user add or notify (see --help).`
      )
  }
}

function parseStart(args: readonly string[]): CommandLine {
  const options = {
    ...common,
    port: { type: 'string' },
    name: { type: 'string' },
    json: { type: 'boolean' }
  } as const
  const { values } = parse({ args: [...args], options })
  if (values.help) return { verb: 'help', topic: 'start' }
  const name = values.name?.trim()
  if (name === '') throw new UsageError('The name after --name is empty: write one, or leave the option out.')
  return {
    verb: 'start',
    data: dataFolder(values.data),
    port: values.port === undefined ? null : parsePort(values.port),
    name: name ?? null,
    json: values.json ?? false
  }
}

function parseStatus(args: readonly string[]): CommandLine {
  const { values } = parse({ args: [...args], options: { ...common, json: { type: 'boolean' } } })
  if (values.help) return { verb: 'help', topic: 'status' }
  return { verb: 'status', data: dataFolder(values.data), json: values.json ?? false }
}

function parseUserAdd(args: readonly string[]): CommandLine {
  const options = {
    ...common,
    superuser: { type: 'boolean' },
    'password-stdin': { type: 'boolean' },
    'first-name': { type: 'string' },
    'last-name': { type: 'string' }
  } as const
  const { values, positionals } = parse({ args: [...args], options, allowPositionals: true })
  if (values.help) return { verb: 'help', topic: 'user add' }
  const [username, surplus] = positionals
  if (username === undefined) throw new UsageError('A name is missing: write user add NAME.')
  if (surplus !== undefined) throw new UsageError(`One name at a time: leave out ${surplus}.`)
  return {
    verb: 'user add',
    data: dataFolder(values.data),
    username,
    isSuperuser: values.superuser ?? false,
    isPasswordOnStdin: values['password-stdin'] ?? false,
    firstName: values['first-name']?.trim() ?? '',
    lastName: values['last-name']?.trim() ?? ''
  }
}

function parseNotify(args: readonly string[]): CommandLine {
  const options = {
    ...common,
    general: { type: 'boolean' },
    user: { type: 'string' },
    title: { type: 'string' }
  } as const
  const { values, positionals } = parse({ args: [...args], options, allowPositionals: true })
  if (values.help) return { verb: 'help', topic: 'notify' }
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
  return { verb: 'notify', data: dataFolder(values.data), username, title: values.title ?? '', text }
}

/** `parseArgs` with its complaints as usage errors. */
function parse<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. See --help.`)
  }
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port <= 65_535) return port
  throw new UsageError(`${text} is not a port: write a number from 0 to 65535 after --port.`)
}

function dataFolder(given: string | undefined): string {
  if (given === '')
    throw new UsageError('The folder after --data is empty: write one, or leave the option out.')
  return given ?? defaultDataFolder(process.platform, process.env, homedir())
}

function isHelp(word: string | undefined): boolean {
  return word === '--help' || word === '-h' || word === 'help'
}
