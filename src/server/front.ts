import type { Log } from '../shared/std/log.ts'
import type { Accounts } from './accounts/accounts.ts'
import { createHandshakeThrottle, createThrottle } from './accounts/throttle.ts'
import { createAddressOf } from './http/address.ts'
import { createHttpApp } from './http/app.ts'
import { addHealthRoutes, addMetricsRoute } from './http/health-routes.ts'
import { addLevel0Routes } from './http/level-0-routes.ts'
import { listenAt, listenOnLoopback } from './http/listen.ts'
import { addRoutes } from './http/routes.ts'
import type { Limits } from './limits.ts'
import type { Meter } from './meter.ts'
import type { Metrics } from './metrics/metrics.ts'
import { attachHandshake } from './sessions/handshake.ts'
import type { Sessions } from './sessions/sessions.ts'
import type { Store } from './store/store.ts'

/** What the network sees of a server. */
export interface Front {
  /** `port` null: the usual one if it is free, else any. Resolves to the URL. */
  listen(port: number | null): Promise<string>
  /** Takes nobody in any more; resolves when what was being answered is. */
  close(): Promise<void>
}

export interface FrontDeps {
  readonly serverName: string
  readonly accounts: Accounts
  readonly store: Store
  readonly sessions: Sessions
  readonly limits: Limits
  readonly publicUrl: string | null
  readonly trustedProxies: readonly string[]
  /** `ADDRESS:PORT`, or null: on the same port, for this computer only. */
  readonly metricsAt: string | null
  readonly metrics: Metrics
  readonly meter: Meter
  readonly log: Log
}

export function createFront(deps: FrontDeps): Front {
  const { serverName, accounts, store, sessions, limits, publicUrl, metricsAt, metrics, meter, log } = deps
  let isWarned = false
  /** A proxy that nobody told the server of: all who come through it share the limits of one. */
  function warnOnce(): void {
    if (isWarned) return
    isWarned = true
    log.warn('proxy.not_trusted', { set: 'trusted-proxies' })
  }
  const addressOf = createAddressOf(deps.trustedProxies, warnOnce)
  const app = createHttpApp(log, meter)
  addRoutes(app, { accounts, throttle: createThrottle(), addressOf, serverName, meter, log })
  const doors = { identify: accounts.identify, roomsOf: () => store.rooms() }
  addLevel0Routes(app, { ...doors, reader: store })
  attachHandshake(app.server, {
    ...doors,
    open: sessions.open,
    addressOf,
    throttle: createHandshakeThrottle(limits.handshakesPerMinuteOfAddress),
    publicUrl,
    meter,
    log
  })

  let isStopping = false
  async function isReady(): Promise<boolean> {
    if (isStopping) return false
    return store.identity().then(
      () => true,
      () => false
    )
  }
  addHealthRoutes(app, isReady)
  const own = metricsAt === null ? null : createHttpApp(log, meter)
  if (own) addHealthRoutes(own, isReady)
  addMetricsRoute(own ?? app, { text: metrics.text, forEverybody: own !== null })

  return {
    async listen(port) {
      if (own && metricsAt !== null) await listenAt(own, metricsAt)
      return listenOnLoopback(app, port)
    },
    async close() {
      isStopping = true
      // Whoever watches is told until the end.
      await app.close()
      await own?.close()
    }
  }
}
