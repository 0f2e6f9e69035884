import { uuidv7 } from 'uuidv7'
import { createAccounts } from './accounts/accounts.ts'
import { createThrottle } from './accounts/throttle.ts'
import { openControl } from './control/server.ts'
import { dataFolderAt, prepareDataFolder } from './data-folder.ts'
import { createHub } from './fanout/hub.ts'
import { createPresence } from './fanout/presence.ts'
import { createHttpApp } from './http/app.ts'
import { addLevel0Routes } from './http/level-0-routes.ts'
import { listenOnLoopback } from './http/listen.ts'
import { addRoutes } from './http/routes.ts'
import { type Limits, USUAL_LIMITS } from './limits.ts'
import { noMeter } from './meter.ts'
import { type Notice, notify } from './rooms/notify.ts'
import { rules } from './rooms/rules.ts'
import { attachHandshake } from './sessions/handshake.ts'
import { createSessions } from './sessions/sessions.ts'
import { createGroupCommit } from './store/group-commit.ts'
import { lockFolder } from './store/lock.ts'
import type { Notify, Outcome, Store } from './store/store.ts'
import { createUndoStack } from './undo-stack.ts'
import { systemWorld, type World } from './world.ts'

export interface ServerOptions {
  readonly dataFolder: string
  /** 0 is any free port; null is the usual one if it is free, else any. */
  readonly port: number | null
  /** Null keeps the name that the folder remembers. */
  readonly name: string | null
  /** The usual ones unless said. */
  readonly limits?: Limits
  /** The origin under which people reach it through a reverse proxy, if they do. */
  readonly publicUrl?: string | null
  /** Whose `X-Forwarded-For` is believed; nobody's unless said. */
  readonly trustedProxies?: readonly string[]
  /** `ADDRESS:PORT` of an own listener for /metrics and the health; without it they are for this computer only. */
  readonly metrics?: string | null
}

export interface RunningServer {
  readonly url: string
  readonly name: string
  /** Makes the first superuser; null when there are users. */
  readonly setupCode: string | null
  /** Answers what was asked, says goodbye to everyone, and leaves the files complete. */
  close(): Promise<void>
}

/**
 * Starts a server on a data folder, which it has for itself until `close`. Throws `FolderLockedError`;
 * whatever else it throws, a folder that cannot be used, a port that is taken, has a message for people too.
 */
export async function createServer(options: ServerOptions, world = systemWorld()): Promise<RunningServer> {
  const undo = createUndoStack()
  try {
    const folder = dataFolderAt(options.dataFolder)
    prepareDataFolder(folder)
    undo.push(lockFolder(folder.path, folder.lock))
    const store = world.openStore(folder.database, { ...world, rules })
    undo.push(() => store.close())
    if (options.name !== null) await store.rename(options.name)

    const { app, accounts, sendNotice, presence, name, stop } = await wire(
      store,
      options.limits ?? USUAL_LIMITS,
      world
    )
    undo.push(stop)
    const setupCode = (await accounts.hasUsers()) ? null : await accounts.renewSetupCode()
    const url = await listenOnLoopback(app, options.port)
    const status = async () => {
      return { url, pid: process.pid, name, users: await accounts.countUsers(), online: presence.count() }
    }
    const door = { address: folder.control, accounts, notify: sendNotice, status, log: world.log }
    undo.push(await openControl(door))
    world.log.info('server.started', { url })

    return {
      url,
      name,
      setupCode,
      async close() {
        await undo.run()
        world.log.info('server.stopped')
      }
    }
  } catch (error) {
    await undo.run()
    throw error
  }
}

/** Everything between the store and the network. */
async function wire(store: Store, limits: Limits, world: World) {
  const { clock, log } = world
  const meter = noMeter
  const server = await store.identity()
  const hub = createHub({ heads: await store.heads(), log })
  const accounts = createAccounts({ ...world, store })
  const commits = createGroupCommit({ store, publish: hub.publish, clock, meter, log })
  const presence = createPresence({ clock })
  const sessions = createSessions({
    server,
    reader: store,
    commits,
    hub,
    presence,
    limits,
    meter,
    clock,
    log,
    newClientId: uuidv7
  })
  accounts.revoked.subscribe(sessions.revoke)
  accounts.written.subscribe(hub.publish)

  const write = (command: Notify): Promise<Outcome> =>
    new Promise((resolve) => {
      commits.submit(command, resolve)
    })
  const sendNotice = (notice: Notice) => notify({ accounts, write, now: clock.now }, notice)

  const app = createHttpApp(log)
  addRoutes(app, { accounts, throttle: createThrottle(), serverName: server.name })
  const doors = { identify: accounts.identify, roomsOf: () => store.rooms() }
  addLevel0Routes(app, { ...doors, reader: store })
  attachHandshake(app.server, { ...doors, open: sessions.open, log })

  /** Nothing new is begun, what was asked is answered, then everyone is told goodbye. */
  async function stop(): Promise<void> {
    const stoppedListening = app.close()
    sessions.deafen()
    await commits.idle()
    await sessions.closeAll()
    await stoppedListening
    await accounts.close()
  }

  return { app, accounts, sendNotice, presence, name: server.name, stop }
}
