import { existsSync } from 'node:fs'
import { Value } from 'typebox/value'
import { type ServerFault, ServerOrder, ServerReport } from '../../shared/ipc/server-process.ts'
import { askStatus } from '../control/client.ts'
import { dataFolderAt } from '../data-folder.ts'
import { PortTakenError } from '../http/listen.ts'
import { createServer, type RunningServer } from '../index.ts'
import { FolderLockedError } from '../store/lock.ts'
import type { World } from '../world.ts'
import { faultOf } from './fault.ts'

/** The server as it runs inside the app: it does what main orders, and reports. */
export interface InAppServer {
  /** Takes one order; what is none is logged and left. */
  obey(message: unknown): Promise<void>
  close(): Promise<void>
}

export interface InAppServerDeps {
  readonly world: World
  readonly report: (report: ServerReport) => void
  /** Ends the process in order. */
  readonly end: () => void
}

export function createInAppServer({ world, report, end }: InAppServerDeps): InAppServer {
  /** The one start of this process; whatever is ordered meanwhile waits for it. */
  let started: Promise<RunningServer | null> = Promise.resolve(null)

  async function start(folder: string, port: number | null): Promise<RunningServer | null> {
    const { database, control } = dataFolderAt(folder)
    const isNew = !existsSync(database)
    let isOpen = false
    const openStore: World['openStore'] = (...args) => {
      const store = world.openStore(...args)
      if (!isOpen) report({ report: 'opened', isNew })
      isOpen = true
      return store
    }
    const startOn = (wanted: number | null): Promise<RunningServer> =>
      createServer({ dataFolder: folder, port: wanted, name: null }, { ...world, openStore })
    try {
      const server = await startOn(port).catch((error: unknown) => {
        if (!(error instanceof PortTakenError)) throw error
        return startOn(null)
      })
      report({ report: 'listening', url: server.url, name: server.name })
      return server
    } catch (error) {
      world.log.error('server.not_started', { error: String(error) })
      report(error instanceof FolderLockedError ? await lockedBy(control) : failed(faultOf(error, isOpen)))
      end()
      return null
    }
  }

  async function letIn(username: string): Promise<void> {
    const signedIn = await (await started)?.letIn(username)
    if (!signedIn) return report({ report: 'notLetIn' })
    const { token, user } = signedIn
    report({ report: 'letIn', userId: user.id, username: user.username, token })
  }

  return {
    async obey(message) {
      if (!Value.Check(ServerOrder, message)) return world.log.warn('server.order_unknown')
      switch (message.order) {
        case 'start':
          started = start(message.folder, message.port)
          await started
          return
        case 'letIn':
          return letIn(message.username)
        default:
          return end()
      }
    },
    async close() {
      await (await started)?.close()
    }
  }
}

/** Whoever has the folder: a server that can be used, or not. */
async function lockedBy(control: string): Promise<ServerReport> {
  const other = await askStatus(control).catch(() => null)
  const elsewhere = { report: 'elsewhere', url: other?.url, name: other?.name }
  return Value.Check(ServerReport, elsewhere) ? elsewhere : failed('locked')
}

function failed(fault: ServerFault): ServerReport {
  return { report: 'failed', fault }
}
