import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isFromThisComputer } from './address.ts'
import { sendError } from './app.ts'

/** For whoever watches the server: does it live, and does it take people in. */
export function addHealthRoutes(app: FastifyInstance, isReady: () => Promise<boolean>): void {
  app.get('/healthz', async () => ({ live: true }))
  app.get('/readyz', async (_request, reply) => {
    const ready = await isReady()
    return reply.code(ready ? 200 : 503).send({ ready })
  })
}

/** `forEverybody` is only for a listener of its own: on the public one it answers this computer alone. */
export function addMetricsRoute(
  app: FastifyInstance,
  { text, forEverybody }: { readonly text: () => string; readonly forEverybody: boolean }
): void {
  const mayAsk = ({ raw }: FastifyRequest): boolean => forEverybody || isFromThisComputer(raw)
  app.get('/metrics', async (request, reply) => {
    if (!mayAsk(request)) return sendError(reply, 404, 'not_found')
    return reply.header('content-type', 'text/plain; version=0.0.4; charset=utf-8').send(text())
  })
}
