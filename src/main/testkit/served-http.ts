import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A real HTTP server that answers as a test tells it to; its origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Answers every request the same. */
export const answer =
  (
    status: number,
    body: string,
    headers: Readonly<Record<string, string | string[]>> = {}
  ): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body)
