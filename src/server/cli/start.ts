import type { GivenOptions } from '../configuration/load.ts'
import { createServer } from '../index.ts'
import { systemWorld } from '../world.ts'
import { parse } from './arguments.ts'
import { givenOptions, loadHere, SETTING_OPTIONS, toServerOptions } from './configured.ts'
import { endInOrder } from './end-in-order.ts'

export interface StartCommand {
  readonly given: GivenOptions
  readonly json: boolean
}

export function parseStart(args: readonly string[]): StartCommand {
  const options = { ...SETTING_OPTIONS, json: { type: 'boolean' } } as const
  const { values } = parse('start', args, { options, words: [] })
  return { given: givenOptions(values), json: values.json ?? false }
}

/** Starts the server and leaves it running; a signal ends it and the process. */
export async function start(args: readonly string[]): Promise<void> {
  const { given, json } = parseStart(args)
  const { configuration } = loadHere(given)
  const world = systemWorld()
  const server = await createServer(toServerOptions(configuration), world)
  endInOrder(server.close, world.log)
  const address = configuration['public-url'] ?? server.url
  if (server.setupCode !== null) {
    process.stderr.write(
      `This server has no users yet. Open ${address} in Causerie and make the first one with this code, ` +
        `which is good once:\n\n    ${server.setupCode}\n\n`
    )
  }
  const reached = address === server.url ? '' : `, for ${address}`
  process.stdout.write(
    json
      ? `${JSON.stringify({ url: server.url, pid: process.pid })}\n`
      : `${server.name} listens on ${server.url}${reached}\nCtrl-C stops it.\n`
  )
}
