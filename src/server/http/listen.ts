import type { FastifyInstance } from 'fastify'
import { USUAL_PORT } from '../../shared/protocol/constants.ts'

const HOST = '127.0.0.1'
/** With Node's 511, of a thousand clients that come back at once some wait a second for a lost SYN. */
const BACKLOG = 4096

/** The port that was asked for is taken. */
class PortTakenError extends Error {
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

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
