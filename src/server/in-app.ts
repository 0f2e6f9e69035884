/** The server in a process of the app: its orders come from main, its log goes to the standard error. */
import { endInOrder } from './cli/end-in-order.ts'
import { createInAppServer } from './in-app/in-app-server.ts'
import { systemWorld } from './world.ts'

/** Electron's way to the process that started this one. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort }
const world = systemWorld()
const server = createInAppServer({
  world,
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a process, not a window
  report: (report) => parentPort.postMessage(report),
  end: () => end()
})
const end = endInOrder(() => server.close(), world.log)
parentPort.on('message', ({ data }) => {
  server.obey(data).catch((error: unknown) => {
    world.log.error('server.order_failed', { error: String(error) })
    end()
  })
})
