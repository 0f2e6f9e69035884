import { parseArgs } from 'node:util'
import { parseUrl } from '../../src/main/connection/request.ts'
import { readProfileFile } from '../../src/main/session/profile-file.ts'
import { parseAddress } from '../../src/shared/model/address.ts'
import type { ProfileDocument } from '../../src/shared/protocol/profile.ts'

export interface Login {
  readonly username: string
  readonly password: string
}

export interface Options {
  /** Of the server. */
  readonly origin: string
  readonly user: Login
  readonly superuser: Login
  /** How a level 0 server is spoken to; all defaults where none is given. */
  readonly profile: ProfileDocument
  /** Null: what the server says it speaks. */
  readonly level: 0 | 1 | null
}

/** The command line cannot be understood; the message says what to write instead. */
export class UsageError extends Error {}

export const HELP = `npm run conformance -- --url URL --user NAME --password PW --superuser NAME --superuser-password PW [options]

Looks from outside whether a server keeps what the protocol promises: one line for each promise, then how many of them
passed and failed. Exits with 1 when one failed, with 2 when the command line cannot be understood.

  --url URL                   address of the server
  --user NAME                 a person who may delete nothing
  --password PW               their password; or their token, where the profile signs in with one
  --superuser NAME            a person who may delete for everyone
  --superuser-password PW     theirs
  --profile FILE              how a level 0 server is spoken to, as JSON (default: Django Channels with a token)
  --level 0|1                 what is looked at (default: 0 with a profile; else 1 where the server is a Causerie
                              server, and 0 where it is not)

It writes about two hundred messages into the room and deletes them again. At level 1 it also sends announcements to
everyone, which stay, and ends a session of the first person. A level 0 server that falls over nonsense may keep the
first person among those online until it restarts. Nobody else should be talking there meanwhile.
`

const options = {
  url: { type: 'string' },
  user: { type: 'string' },
  password: { type: 'string' },
  superuser: { type: 'string' },
  'superuser-password': { type: 'string' },
  profile: { type: 'string' },
  level: { type: 'string' },
  help: { type: 'boolean', short: 'h' }
} as const

/** Null: help is wanted. Throws `UsageError`. */
export function parseCommandLine(args: readonly string[]): Options | null {
  const values = parse(args)
  if (values.help) return null
  const given = (name: 'url' | 'user' | 'password' | 'superuser' | 'superuser-password'): string => {
    const value = values[name]
    if (!value) throw new UsageError(`--${name} is missing: see --help.`)
    return value
  }
  const origin = parseOrigin(given('url'))
  const user = { username: given('user'), password: given('password') }
  const superuser = { username: given('superuser'), password: given('superuser-password') }
  if (user.username === superuser.username)
    throw new UsageError('--user and --superuser are the same person: two are needed.')
  const level = values.level === undefined ? null : parseLevel(values.level)
  if (values.profile === undefined) return { origin, user, superuser, profile: { profile: 1 }, level }
  if (level === 1)
    throw new UsageError('A profile describes a level 0 server: leave out --profile or --level 1.')
  return { origin, user, superuser, profile: readProfile(values.profile), level: 0 }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. See --help.`)
  }
}

function parseOrigin(typed: string): string {
  const origin = parseAddress(typed, parseUrl)
  if (origin.ok) return origin.value
  throw new UsageError(
    origin.code === 'address_not_secure'
      ? `${typed} would send passwords in the clear: only a server on this computer may have http://.`
      : `${typed} is no address of a server: write it like https://chat.example.org.`
  )
}

function parseLevel(text: string): 0 | 1 {
  if (text === '0') return 0
  if (text === '1') return 1
  throw new UsageError(`There is no level ${text}: write --level 0 or --level 1.`)
}

function readProfile(file: string): ProfileDocument {
  const read = readProfileFile(file)
  if (read.ok) return read.value.profile
  switch (read.code) {
    case 'unreadable':
      throw new UsageError(`${file} cannot be read.`)
    case 'too_long':
      throw new UsageError(`${file} is too long for a profile.`)
    case 'not_json':
      throw new UsageError(`${file} is not JSON.`)
    case 'not_profile':
      throw new UsageError(`${file} is no profile: look at ${read.part || 'its outermost part'}.`)
  }
}
