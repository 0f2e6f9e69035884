import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that systems give to whoever asks for any port: nobody is given one of these between two uses. */
const FIRST_PORT = 10_000
/** Tests that run beside each other have such a range each. */
const PORTS_OF_A_WORKER = 1_000
const WORKERS = 20

/** A port that nobody listens on, and that nobody else takes while its server is down. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % WORKERS
  for (;;) {
    const port = FIRST_PORT + worker * PORTS_OF_A_WORKER + randomInt(PORTS_OF_A_WORKER)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1')
  const isListening = await once(probe, 'listening').then(
    () => true,
    () => false
  )
  if (isListening) await new Promise((resolve) => probe.close(resolve))
  return isListening
}
