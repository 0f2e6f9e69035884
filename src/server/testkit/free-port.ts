import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that systems give to whoever asks for any port, and above those that no `fetch` may ask. */
const FIRST_PORT = 11_000
/** Tests that run beside each other have such a range each. */
const PORTS_OF_A_WORKER = 1_000
const WORKERS = 20
/** Those of Playwright come after those of Vitest. */
const { VITEST_POOL_ID, TEST_PARALLEL_INDEX = 0 } = process.env
const WORKER = Number(VITEST_POOL_ID ?? WORKERS / 2 + Number(TEST_PARALLEL_INDEX)) % WORKERS

let place = randomInt(PORTS_OF_A_WORKER)

/**
 * A port that nobody listens on, and that nobody else takes while its server is down. Each time another: connections
 * that are kept open to a server that is gone are none to the next.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    place = (place + 1) % PORTS_OF_A_WORKER
    const port = FIRST_PORT + WORKER * PORTS_OF_A_WORKER + place
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
