import { uuidv7 } from 'uuidv7'
import { PROTOCOL_VERSION } from '../shared/protocol/constants.ts'
import { VERSION } from '../shared/version.ts'
import { type Accounts, createAccounts } from './accounts/accounts.ts'
import { openControl } from './control/server.ts'
import { createCore } from './core.ts'
import { dataFolderAt, prepareDataFolder } from './data-folder.ts'
import { createHub } from './fanout/hub.ts'
import { createPresence } from './fanout/presence.ts'
import { createFront } from './front.ts'
import { type Limits, USUAL_LIMITS } from './limits.ts'
import { createMetrics } from './metrics/metrics.ts'
import { reportOn } from './metrics/report.ts'
import { type Notice, notify } from './rooms/notify.ts'
import { rules } from './rooms/rules.ts'
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
  /** For whoever owns the data folder. */
  readonly letIn: Accounts['letIn']
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
    if (options.name !== null) await store.rename(options.name, world.clock.now())

    const { front, accounts, administration, sendNotice, presence, name, stop } = await wire(
      store,
      options,
      world
    )
    undo.push(stop)
    const setupCode = (await accounts.hasUsers()) ? null : await accounts.renewSetupCode()
    const url = await front.listen(options.port)
    const status = async () => ({
      url,
      public_url: options.publicUrl ?? null,
      pid: process.pid,
      name,
      users: await accounts.countUsers(),
      online: presence.count()
    })
    const door = {
      address: folder.control,
      accounts,
      administration,
      notify: sendNotice,
      status,
      log: world.log
    }
    undo.push(await openControl(door))
    world.log.info('server.started', {
      url,
      version: VERSION,
      protocol: PROTOCOL_VERSION,
      node: process.versions.node
    })

    return {
      url,
      name,
      setupCode,
      letIn: accounts.letIn,
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
async function wire(store: Store, options: ServerOptions, world: World) {
  const { clock, log } = world
  const { limits = USUAL_LIMITS, publicUrl = null, trustedProxies = [], metrics: metricsAt = null } = options
  const presence = createPresence({ clock })
  const metrics = createMetrics(presence.count)
  const meter = reportOn(metrics.meter, { clock, log })
  const server = await store.identity()
  const hub = createHub({ heads: await store.heads(), log })
  const accounts = createAccounts({ ...world, store })
  const { commits, sessions, administration } = createCore({
    store,
    server,
    hub,
    presence,
    limits,
    meter,
    clock,
    log,
    newClientId: uuidv7,
    random: () => Buffer.from(world.randomBytes(4)).readUInt32LE() / 2 ** 32
  })
  accounts.revoked.subscribe(sessions.revoke)
  accounts.written.subscribe(hub.publish)

  const write = (command: Notify): Promise<Outcome> =>
    new Promise((resolve) => {
      commits.submit(command, resolve)
    })
  const sendNotice = (notice: Notice) => notify({ accounts, write, now: clock.now }, notice)

  const front = createFront({
    serverName: server.name,
    accounts,
    store,
    sessions,
    limits,
    publicUrl,
    trustedProxies,
    metricsAt,
    metrics,
    meter,
    log
  })

  /** Nothing new is begun, what was asked is answered, then everyone is told goodbye. */
  async function stop(): Promise<void> {
    const stoppedListening = front.close()
    sessions.deafen()
    await commits.idle()
    await sessions.closeAll()
    await stoppedListening
    await accounts.close()
    metrics.stop()
    meter.flush()
  }

  return { front, accounts, administration, sendNotice, presence, name: server.name, stop }
}
