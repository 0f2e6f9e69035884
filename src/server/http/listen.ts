import type { FastifyInstance } from 'fastify'
import { splitHostAndPort } from '../configuration/settings.ts'
import { USUAL_PORT } from '../../shared/protocol/constants.ts'

const HOST = '127.0.0.1'
/** With Node's 511, of a thousand clients that come back at once some wait a second for a lost SYN. */
const BACKLOG = 4096

/** The port that was asked for cannot be had. */
export class PortTakenError extends Error {
  constructor(port: number, code: PortFault) {
    super(`Port ${port} ${PORT_FAULTS[code]}: choose another with --port, or 0 for any free one.`)
  }
}

const PORT_FAULTS = {
  EADDRINUSE: 'is taken by another program',
  // Below 1024 nearly always; on Windows it may be any.
  EACCES: 'is one that the system keeps for others'
}
type PortFault = keyof typeof PORT_FAULTS

/** Listens on this computer only. `port` null: the usual one if it is free, else any. Resolves to the URL. */
export async function listenOnLoopback(app: FastifyInstance, port: number | null): Promise<string> {
  const listen = (on: number): Promise<string> => app.listen({ host: HOST, port: on, backlog: BACKLOG })
  try {
    return await listen(port ?? USUAL_PORT)
  } catch (error) {
    const code = portFaultOf(error)
    if (code === null) throw error
    if (port !== null) throw new PortTakenError(port, code)
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

function portFaultOf(error: unknown): PortFault | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'EADDRINUSE' || code === 'EACCES' ? code : null
}
