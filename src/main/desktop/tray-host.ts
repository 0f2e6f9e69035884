import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { SessionBus } from './session-bus.ts'

/** Whether the desktop has a place for tray icons. It may come late, and go. */
export interface TrayHost {
  readonly isThere: boolean
  readonly changes: Signal<boolean>
}

const WATCHER = 'org.kde.StatusNotifierWatcher'
const IS_REGISTERED = {
  destination: WATCHER,
  path: '/StatusNotifierWatcher',
  interface: 'org.freedesktop.DBus.Properties',
  member: 'Get',
  signature: 'ss',
  body: [WATCHER, 'IsStatusNotifierHostRegistered']
}

/** On Linux, by the StatusNotifierItem specification: a watcher that has a host. */
export function watchTrayHost(bus: SessionBus): TrayHost {
  const changes = createEmitter<boolean>()
  let isThere = false
  let isWatched = false
  let asked = 0

  const look = async (): Promise<void> => {
    const own = ++asked
    // Asked while nobody has the name, the bus might start a watcher that was not there.
    const isNow = isWatched && (await hasHost(bus))
    // A later look knows better.
    if (own !== asked || isNow === isThere) return
    isThere = isNow
    changes.emit(isNow)
  }
  bus.watchOwner(WATCHER, (owner) => {
    isWatched = owner !== null
    void look()
  })
  bus.onSignal(WATCHER, () => void look())
  return {
    get isThere() {
      return isThere
    },
    changes
  }
}

/** Windows and macOS always have one. */
export function constantTrayHost(): TrayHost {
  return { isThere: true, changes: createEmitter<boolean>() }
}

async function hasHost(bus: SessionBus): Promise<boolean> {
  const answer = await bus.call(IS_REGISTERED)
  return answer.ok && valueOf(answer.value[0]) === true
}

/** What a D-Bus variant holds. */
function valueOf(variant: unknown): unknown {
  return typeof variant === 'object' && variant !== null && 'value' in variant ? variant.value : undefined
}
