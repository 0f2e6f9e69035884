import { createServer } from '../index.ts'
import { systemWorld } from '../world.ts'
import type { StartCommand } from './arguments.ts'
import { endInOrder } from './end-in-order.ts'

/** Starts the server and leaves it running; a signal ends it and the process. */
export async function start({ data, port, name, json }: StartCommand): Promise<void> {
  const world = systemWorld()
  const server = await createServer({ dataFolder: data, port, name }, world)
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
