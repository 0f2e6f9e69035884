import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Meter } from '../meter.ts'

const LARGEST_BODY = 16 * 1024
/** Fastify's default is none: whoever sends a byte a minute would keep a connection for ever. */
const LONGEST_REQUEST_MS = 30_000

declare module 'fastify' {
  interface FastifyReply {
    /** The code of the refusal that is the answer. */
    refusedWith?: ErrorCode
  }
}

/** A Fastify instance whose every error is `{code, message}`. It takes bodies as they are: nothing is coerced. */
export function createHttpApp(log: Log, meter: Meter): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: LARGEST_BODY,
    requestTimeout: LONGEST_REQUEST_MS,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } }
  })
  app.addHook('onResponse', async (_request, { refusedWith }) => {
    if (refusedWith) meter.refused(refusedWith)
  })
  app.setNotFoundHandler((_request, reply) => sendError(reply, 404, 'not_found'))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return sendError(reply, status, 'bad_request')
    log.error('http.failed', { route: request.routeOptions.url, error: String(error) })
    return sendError(reply, 500, 'internal')
  })
  return app
}

export function sendError(reply: FastifyReply, status: number, code: ErrorCode): FastifyReply {
  reply.refusedWith = code
  return reply.code(status).send({ code, message: ERROR_TEXTS[code] })
}
