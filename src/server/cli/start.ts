import { createServer } from '../index.ts'
import { systemWorld } from '../world.ts'
import { DATA_OPTION, folderOf, parse, UsageError } from './arguments.ts'
import { endInOrder } from './end-in-order.ts'

export interface StartCommand {
  readonly dataFolder: string
  readonly port: number | null
  readonly name: string | null
  readonly json: boolean
}

export function parseStart(args: readonly string[]): StartCommand {
  const options = {
    ...DATA_OPTION,
    port: { type: 'string' },
    name: { type: 'string' },
    json: { type: 'boolean' }
  } as const
  const { values } = parse('start', args, { options, words: [] })
  const name = values.name?.trim()
  if (name === '') throw new UsageError('The name after --name is empty: write one, or leave the option out.')
  return {
    dataFolder: folderOf(values).path,
    port: values.port === undefined ? null : parsePort(values.port),
    name: name ?? null,
    json: values.json ?? false
  }
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port <= 65_535) return port
  throw new UsageError(`${text} is not a port: write a number from 0 to 65535 after --port.`)
}

/** Starts the server and leaves it running; a signal ends it and the process. */
export async function start(args: readonly string[]): Promise<void> {
  const { json, ...options } = parseStart(args)
  const world = systemWorld()
  const server = await createServer(options, world)
  endInOrder(server.close, world.log)
  if (server.setupCode !== null) {
    process.stderr.write(
      `This server has no users yet. Open ${server.url} in Causerie and make the first one with this code, ` +
        `which is good once:\n\n    ${server.setupCode}\n\n`
    )
  }
  process.stdout.write(
    json
      ? `${JSON.stringify({ url: server.url, pid: process.pid })}\n`
      : `${server.name} listens on ${server.url}\nCtrl-C stops it.\n`
  )
}
