import { join } from 'node:path'
import { startPrivateBus } from '../../scripts/lib/display.ts'
import { startKeyring, type TestKeyring } from './keyring.ts'
import {
  startNotificationService,
  type NotificationService,
  type NotificationServiceOptions
} from './notification-service.ts'
import { createTrayHost, type TrayHost } from './tray-host.ts'

export interface DesktopOptions {
  /** Absent when it is not given. */
  readonly notifications?: NotificationServiceOptions
  /** Whether the tray is there from the start. */
  readonly tray?: boolean
  /** Absent when it is not given. */
  readonly keyring?: 'unlocked' | 'locked'
}

/** What of a desktop reaches the app over D-Bus, on a session of the test's own. */
export interface Desktop {
  /** For programs that are to live here, beside the environment of the display. */
  readonly env: Record<string, string>
  readonly notifications: NotificationService | null
  readonly tray: TrayHost
  readonly keyring: TestKeyring | null
  /** Leaves the session; what was started for it ends with all else that the test started. */
  close(): Promise<void>
}

/** A session that starts no service of the computer that the tests run on. */
export const TEST_BUS = `--config-file=${join(import.meta.dirname, 'session-bus.conf')}` as const

export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const bus = await startPrivateBus(TEST_BUS)
  const address = bus.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''
  const notifications =
    options.notifications && (await startNotificationService(address, options.notifications))
  const keyring = options.keyring && (await startKeyring(bus.env))
  if (options.keyring === 'locked') await keyring?.lock()
  const tray = createTrayHost(address)
  if (options.tray) await tray.come()
  return {
    // Chromium asks a KDE for another keyring, so none is asked unless a test names it.
    env: { ...bus.env, XDG_CURRENT_DESKTOP: 'KDE' },
    notifications: notifications ?? null,
    tray,
    keyring: keyring ?? null,
    async close() {
      tray.go()
      notifications?.close()
      await keyring?.close()
      await bus.stop()
    }
  }
}
