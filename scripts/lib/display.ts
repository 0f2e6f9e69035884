import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { firstLine, start } from './programs.ts'

/** True when windows can be shown; only Linux is run without a display. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/** True when there is a D-Bus session, or none is needed. */
export function hasSessionBus(): boolean {
  const { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = process.env
  if (process.platform !== 'linux' || DBUS_SESSION_BUS_ADDRESS) return true
  return Boolean(XDG_RUNTIME_DIR && existsSync(join(XDG_RUNTIME_DIR, 'bus')))
}

/** How dbus-daemon is told which kind of bus it is. */
type BusKind = '--session' | `--config-file=${string}`

/**
 * Starts an X display, a D-Bus session and a window manager that nobody else sees, and returns the environment
 * for programs that are to live there. They end with all else that this process started.
 */
export async function openPrivateDisplay(busKind: BusKind = '--session'): Promise<Record<string, string>> {
  const screen = ['-screen', '0', '1320x860x24', '-nolisten', 'tcp', '-noreset']
  const x = start('Xvfb', ['-displayfd', '1', ...screen], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [number, bus] = await Promise.all([firstLine(x), startPrivateBus(busKind)])
  const env = { ...bus.env, DISPLAY: `:${number}`, WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: 'x11' }
  start('openbox', [], { env, stdio: 'ignore' })
  return env
}

/** Starts a D-Bus session that nobody else sees, and returns the environment for programs that are to use it. */
export async function openPrivateBus(): Promise<Record<string, string>> {
  return (await startPrivateBus('--session')).env
}

/** As `openPrivateBus`, of any kind, and with a way to end it. */
export async function startPrivateBus(
  kind: BusKind
): Promise<{ env: Record<string, string>; stop: () => Promise<void> }> {
  const args = [kind, '--nofork', '--nopidfile', '--print-address=1']
  const daemon = start('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const address = await firstLine(daemon)
  const env = {
    DBUS_SESSION_BUS_ADDRESS: address,
    // There may be no system bus either, and Chromium complains of that at length.
    DBUS_SYSTEM_BUS_ADDRESS: address,
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none'
  }
  return { env, stop: daemon.stop }
}
