import type { FastifyInstance } from 'fastify'
import { splitHostAndPort } from '../configuration/settings.ts'
import { USUAL_PORT } from '../../shared/protocol/constants.ts'

const HOST = '127.0.0.1'
/** With Node's 511, of a thousand clients that come back at once some wait a second for a lost SYN. */
const BACKLOG = 4096

/** The port that was asked for is taken. */
export class PortTakenError extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken by another program: choose another with --port, or 0 for any free one.`)
  }
}

/** Listens on this computer only. `port` null: the usual one if it is free, else any. Resolves to the URL. */
export async function listenOnLoopback(app: FastifyInstance, port: number | null): Promise<string> {
  const listen = (on: number): Promise<string> => app.listen({ host: HOST, port: on, backlog: BACKLOG })
  try {
    return await listen(port ?? USUAL_PORT)
  } catch (error) {
    if (!isTaken(error)) throw error
    if (port !== null) throw new PortTakenError(port)
    return listen(0)
  }
}

/** Where the operator said, whatever can reach that; `place` is `ADDRESS:PORT`. */
export async function listenAt(app: FastifyInstance, place: string): Promise<void> {
  const { address, port } = splitHostAndPort(place)
  try {
    await app.listen({ host: address, port })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(
      `The figures cannot be served at ${place} (${reason}): choose another place with --metrics.`,
      { cause: error }
    )
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
