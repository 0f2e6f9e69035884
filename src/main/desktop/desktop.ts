import { app, powerMonitor, type BrowserWindow } from 'electron'
import type { AnyEvent } from '../../shared/ipc/contract.ts'
import type { Place } from '../../shared/model/place.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Accounts } from '../session/accounts.ts'
import type { Settings } from '../session/settings.ts'
import { createAttention } from './attention.ts'
import { createBusNotifier } from './bus-notifier.ts'
import type { Notifier } from './notifier.ts'
import type { SessionBus } from './session-bus.ts'
import { createSystemNotifier } from './system-notifier.ts'
import { constantTrayHost, watchTrayHost } from './tray-host.ts'
import { createAppTray } from './tray.ts'
import { createTrayWatch } from './tray-watch.ts'
import { createWindowLife } from './window-life.ts'
import { wordsFor, type Words } from './words.ts'

/** What of the app is seen outside of its page: the window's coming and going, the tray, notifications. */
export interface Desktop {
  show(): void
  /** Quits; asks first where messages have not left, unless it is `force`d. */
  quit(force: boolean): void
  /** Shows a notification for the person to see how that is; in the page, where the system shows none. */
  tryNotification(): void
  stop(): void
}

export interface DesktopDeps {
  readonly accounts: Accounts
  readonly settings: Settings
  readonly clock: Clock
  readonly bus: SessionBus
  readonly openWindow: () => BrowserWindow
  readonly publish: (event: AnyEvent) => void
  readonly log: Log
  /** True the first time ever that it is asked. */
  readonly isFirstClosing: () => boolean
  /** Path of the app's icon, and of the folder of the tray's. */
  readonly icon: string
  readonly trayIcons: string
}

export function createDesktop(deps: DesktopDeps): Desktop {
  const { accounts, settings, clock, bus, publish } = deps
  const words = (): Words => wordsFor(settings.language)
  const alert = (title: string, body = ''): void =>
    publish({ name: 'alert.raised', value: { title, body, place: null } })
  const isLinux = process.platform === 'linux'
  /** A full disk must not end the program because of a press in a menu. */
  const onFault = (error: unknown): void => {
    deps.log.error('desktop.not_written', { reason: String(error) })
    alert(words()('notSaved'))
  }
  const guard = <T>(work: () => T): T | undefined => {
    try {
      return work()
    } catch (error) {
      onFault(error)
      return undefined
    }
  }
  const host = isLinux ? watchTrayHost(bus) : constantTrayHost()
  const notifier: Notifier = isLinux
    ? createBusNotifier({ bus, appName: app.name, icon: deps.icon, openLabel: () => words()('open') })
    : createSystemNotifier()

  const quit = (force: boolean): void => {
    const unsent = accounts.unsentCount()
    if (force || unsent === 0) return life.quit()
    life.show()
    publish({ name: 'quit.asked', value: { unsent } })
  }
  const tellOfClosing = async (fate: 'hidden' | 'minimised'): Promise<void> => {
    if (!guard(deps.isFirstClosing)) return
    const title = words()(fate === 'hidden' ? 'staysInTray' : 'staysMinimised')
    if (!(await notifier.show({ tag: 'closing', title, body: '', isSilent: true, place: null }))) alert(title)
  }
  const tryNotification = async (): Promise<void> => {
    const title = words()('trial')
    const body = words()('trialBody')
    const isSilent = !settings.preferences.sounds
    if (!(await notifier.show({ tag: 'trial', title, body, isSilent, place: null }))) alert(title, body)
  }
  const life = createWindowLife({
    open: deps.openWindow,
    hasTray: () => host.isThere,
    onClosed: (fate) => void tellOfClosing(fate),
    onQuitKey: () => quit(false)
  })
  const attention = createAttention({
    notifier,
    alert: (value) => publish({ name: 'alert.raised', value }),
    clock,
    words,
    isFocused: () => life.isFocused,
    isQuiet: () => settings.quiet !== null,
    preferences: () => settings.preferences,
    roomName: () => accounts.session()?.room.name ?? app.name
  })
  const open = (place: Place | null): void => {
    life.show()
    if (place) publish({ name: 'place.opened', value: place })
  }
  const openRoom = (): void => {
    const room = accounts.session()?.room
    open(room ? { kind: 'room', roomId: room.id } : null)
  }
  const markAllRead = (): void => {
    const { sync } = accounts
    const room = accounts.session()?.room
    if (!sync || !room) return
    sync.markRead(room.id, Number.MAX_SAFE_INTEGER).catch(onFault)
    sync.markAllNotificationsRead().catch(onFault)
  }
  const tray = createAppTray({
    host,
    icons: deps.trayIcons,
    words,
    onClick: life.toggle,
    actions: {
      show: life.show,
      openRoom,
      markAllRead,
      openSettings: () => open({ kind: 'settings' }),
      beQuiet: (quiet) => guard(() => settings.set({ quiet })),
      quit: () => quit(false)
    }
  })
  const watch = createTrayWatch({ accounts, settings, clock, show: tray.update })
  const onAccountEvent = (event: AnyEvent): void => {
    if (event.name === 'messages.changed') attention.gone(event.value.roomId, event.value.removed)
    if (event.name === 'reading.changed') attention.read(event.value)
    if (event.name === 'notifications.changed') attention.notificationsChanged(event.value)
  }
  let account = accountOf(accounts)
  const onAccountChange = (): void => {
    const now = accountOf(accounts)
    if (now !== account) attention.forget()
    account = now
  }
  const wake = (): void => accounts.sync?.retryConnection()
  powerMonitor.on('resume', wake)
  powerMonitor.on('unlock-screen', wake)
  const subscriptions: Unsubscribe[] = [
    accounts.news.subscribe(attention.hear),
    accounts.events.subscribe(onAccountEvent),
    accounts.changes.subscribe(onAccountChange),
    notifier.clicks.subscribe(open),
    life.focusChanges.subscribe((isFocused) => isFocused && attention.focused()),
    // Without its icon a hidden window could never be reached again.
    host.changes.subscribe((isThere) => isThere || life.unhide())
  ]
  return {
    show: life.show,
    quit,
    tryNotification: () => void tryNotification(),
    stop() {
      subscriptions.forEach((unsubscribe) => unsubscribe())
      attention.forget()
      watch.stop()
      tray.close()
      bus.close()
    }
  }
}

/** Names the open account; null: there is none. */
function accountOf(accounts: Accounts): string | null {
  const session = accounts.session()
  return session && `${session.server.origin} ${session.user.id}`
}
