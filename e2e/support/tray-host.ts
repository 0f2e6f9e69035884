import { Variant } from '@jellybrick/dbus-next'
import { openService, type BusService, type Reaction } from './bus-service.ts'
import { trayItem, type TrayItem } from './tray-item.ts'

const NAME = 'org.kde.StatusNotifierWatcher'
const PATH = '/StatusNotifierWatcher'
const PROPERTIES = 'org.freedesktop.DBus.Properties'
/** Where an item is that names only its connection. */
const USUAL_PATH = '/StatusNotifierItem'

/** The notification area of a desktop's panel: watcher and host in one, which may come late and go. */
export interface TrayHost {
  come(): Promise<void>
  go(): void
  /** The icon that registered last, since the host is there; null: none has. */
  item(): TrayItem | null
}

export function createTrayHost(address: string): TrayHost {
  let service: BusService | null = null
  let registered: { connection: string; path: string } | null = null

  return {
    async come() {
      service = await openService(address, NAME, ({ interface: name, member, body, sender }): Reaction => {
        if (name === PROPERTIES && member === 'Get') {
          const [, property] = body as [string, string]
          const known = properties()[property]
          return known ? { signature: 'v', body: [known] } : null
        }
        if (name === PROPERTIES && member === 'GetAll') return { signature: 'a{sv}', body: [properties()] }
        if (name !== NAME) return null
        if (member === 'RegisterStatusNotifierItem') {
          const [where] = body as [string]
          registered = { connection: sender, path: where.startsWith('/') ? where : USUAL_PATH }
          service?.emit(PATH, NAME, 'StatusNotifierItemRegistered', 's', [sender + registered.path])
        }
        return {}
      })
    },
    go() {
      service?.close()
      service = null
      registered = null
    },
    item: () => service && registered && trayItem(service, registered.connection, registered.path)
  }

  function properties(): Record<string, Variant> {
    const items = registered ? [registered.connection + registered.path] : []
    return {
      IsStatusNotifierHostRegistered: new Variant('b', true),
      RegisteredStatusNotifierItems: new Variant('as', items),
      ProtocolVersion: new Variant('i', 0)
    }
  }
}
