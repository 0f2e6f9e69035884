import { isIP } from 'node:net'
import Type, { type Static, type TSchema } from 'typebox'
import { USUAL_PORT } from '../../shared/protocol/constants.ts'
import { USUAL_LIMITS } from '../limits.ts'
import { isAddressRange, isLoopbackHost } from '../http/address.ts'

/** One thing that can be set. */
interface Setting<S extends TSchema> {
  readonly schema: S
  /** What holds while nobody sets it. */
  readonly usual: Static<S> | null
  /** The usual value in words, where the value itself says too little. */
  readonly usually?: string
  /** Stands for the value in the help. */
  readonly placeholder: string
  readonly help: string
  /** Follows "write". */
  readonly write: string
}

/** Keeps the kind of a setting's value, which the table's own type would lose. */
const setting = <S extends TSchema, U extends Static<S> | null>(
  one: Setting<S> & { readonly usual: U }
): Setting<S> & { readonly usual: U } => one

const MOST = 1_000_000

const limit = (usual: number, help: string) =>
  setting({
    schema: Type.Integer({ minimum: 1, maximum: MOST }),
    usual,
    placeholder: 'N',
    help,
    write: `a number from 1 to ${MOST}`
  })

/**
 * Everything that can be set, once: the name is the key in the file, `--name` on the command line, and CAUSERIE_NAME
 * in the environment. Help, checks and what `config` prints derive from here.
 */
export const SETTINGS = {
  data: setting({
    schema: Type.String({ minLength: 1 }),
    usual: null,
    usually: 'in your user data folder',
    placeholder: 'DIR',
    help: 'the folder with everything that the server keeps; not in the file, which lies there',
    write: 'the path of a folder'
  }),
  port: setting({
    schema: Type.Integer({ minimum: 0, maximum: 65_535 }),
    usual: null,
    usually: `${USUAL_PORT}, or any free one`,
    placeholder: 'N',
    help: 'the port to listen on; 0 is any free one',
    write: 'a number from 0 to 65535'
  }),
  name: setting({
    schema: Type.String({ pattern: '\\S', maxLength: 80 }),
    usual: null,
    usually: 'as before',
    placeholder: 'NAME',
    help: 'what the server is called; remembered',
    write: 'a name of up to 80 characters'
  }),
  'public-url': setting({
    schema: Type.Refine(Type.String(), isPublicUrl),
    usual: null,
    usually: 'the address it listens on',
    placeholder: 'URL',
    help: 'where people reach it through a reverse proxy; browser pages from there are let in',
    write: 'an https address without a path, such as https://chat.example.org'
  }),
  'trusted-proxies': setting({
    schema: Type.Array(Type.Refine(Type.String(), isAddressRange)),
    usual: [] as string[],
    usually: 'none',
    placeholder: 'LIST',
    help: 'addresses whose X-Forwarded-For is believed, as of a reverse proxy on this computer: 127.0.0.1',
    write: 'addresses or ranges with commas between them, such as 127.0.0.1,10.0.0.0/8'
  }),
  metrics: setting({
    schema: Type.Refine(Type.String(), isHostAndPort),
    usual: null,
    usually: 'on the same port, for this computer only',
    placeholder: 'ADDRESS:PORT',
    help: 'where /metrics, /healthz and /readyz are answered for everybody who reaches that address',
    write: 'an address and a port, such as 127.0.0.1:9470 or [::1]:9470'
  }),
  'commands-per-second': limit(USUAL_LIMITS.commandsPerSecond, 'from one connection'),
  'commands-at-once': limit(USUAL_LIMITS.commandsInABurst, 'from one connection after a rest'),
  'user-commands-per-second': limit(
    USUAL_LIMITS.commandsPerSecondOfUser,
    'from all connections of one person'
  ),
  'user-commands-at-once': limit(
    USUAL_LIMITS.commandsInABurstOfUser,
    'from all connections of one person after a rest'
  ),
  'connections-per-user': limit(USUAL_LIMITS.connectionsPerUser, 'open at a time'),
  'connections-per-address': limit(
    USUAL_LIMITS.connectionsPerAddress,
    'open at a time; not counted for programs on this computer'
  ),
  'handshakes-per-minute': limit(
    USUAL_LIMITS.handshakesPerMinuteOfAddress,
    'from one address; not counted for programs on this computer'
  )
}

export type SettingName = keyof typeof SETTINGS
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[]

/** Every setting with its value. Null: what is usual is found out by whoever uses it. */
export type Configuration = {
  readonly [N in SettingName]: Static<(typeof SETTINGS)[N]['schema']> | (typeof SETTINGS)[N]['usual']
} & { readonly data: string }

export const optionOf = (name: SettingName): string => `--${name}`
export const variableOf = (name: SettingName): string => `CAUSERIE_${name.toUpperCase().replaceAll('-', '_')}`

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { origin, protocol, hostname } = new URL(text)
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname)))
}

function isHostAndPort(text: string): boolean {
  const { address, port } = splitHostAndPort(text)
  // A free port would do, if anybody could know which.
  return isIP(address) !== 0 && /:\d{1,5}$/.test(text) && port >= 1 && port <= 65_535
}

/** `[::1]:9470` in its two parts. */
export function splitHostAndPort(text: string): { readonly address: string; readonly port: number } {
  const colon = text.lastIndexOf(':')
  return { address: text.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: Number(text.slice(colon + 1)) }
}
