import { Variant } from '@jellybrick/dbus-next'
import type { Place } from '../../shared/model/place.ts'
import { createEmitter } from '../../shared/std/signal.ts'
import type { NativeNotification, Notifier } from './notifier.ts'
import type { SessionBus } from './session-bus.ts'

const SERVICE = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications'
}
const DEFAULT_ACTION = 'default'
const NORMAL_URGENCY = 1
/** The service decides how long it stays. */
const USUAL_TIME = -1

interface Shown {
  readonly id: number
  readonly place: Place | null
}

export interface BusNotifierDeps {
  readonly bus: SessionBus
  readonly appName: string
  /** Path of the app's icon. */
  readonly icon: string
  /** What the click is called, for services that show it. */
  readonly openLabel: () => string
}

/**
 * Notifications on Linux, by the freedesktop.org specification (version 1.2). Electron's own call waits for the
 * service with the whole main process, over a minute where the service holds its name and says nothing; this asks
 * over our own connection and gives up in time.
 */
export function createBusNotifier({ bus, appName, icon, openLabel }: BusNotifierDeps): Notifier {
  const clicks = createEmitter<Place | null>()
  const shownByTag = new Map<string, Shown>()
  /** The last show of each tag: the next one must know its id. */
  const running = new Map<string, Promise<boolean>>()
  /** What each tag was last asked to show; null: nothing any more. */
  const wanted = new Map<string, NativeNotification | null>()

  // The ids of a service mean nothing to the one that comes after it.
  bus.watchOwner(SERVICE.destination, () => shownByTag.clear())
  bus.onSignal(SERVICE.interface, ({ member, body: [id] }) => {
    const entry = [...shownByTag].find(([, shown]) => shown.id === id)
    if (!entry) return
    const [tag, shown] = entry
    if (member === 'NotificationClosed') shownByTag.delete(tag)
    if (member === 'ActionInvoked') clicks.emit(shown.place)
  })

  const show = async ({ tag, title, body, isSilent, place }: NativeNotification): Promise<boolean> => {
    const capabilities = await bus.call({ ...SERVICE, member: 'GetCapabilities' })
    if (!capabilities.ok) return false
    const [offered] = capabilities.value
    const can = (capability: string): boolean => Array.isArray(offered) && offered.includes(capability)
    const hints = {
      'desktop-entry': new Variant('s', 'causerie'),
      urgency: new Variant('y', NORMAL_URGENCY),
      ...(isSilent && { 'suppress-sound': new Variant('b', true) })
    }
    const replaced = shownByTag.get(tag)?.id ?? 0
    const text = can('body-markup') ? escapeMarkup(body) : body
    // A string on the bus cannot hold a NUL, and one that does would not be shown at all.
    const strings = [title, text].map((one) => one.replaceAll('\0', ''))
    // A service without actions may make a dialog of a notification that has some.
    const actions = can('actions') ? [DEFAULT_ACTION, openLabel()] : []
    const answer = await bus.call({
      ...SERVICE,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      body: [appName, replaced, icon, ...strings, actions, hints, USUAL_TIME]
    })
    if (!answer.ok) return false
    shownByTag.set(tag, { id: Number(answer.value[0]), place })
    return true
  }
  const hide = (tag: string): void => {
    const shown = shownByTag.get(tag)
    if (!shown) return
    shownByTag.delete(tag)
    void bus.call({ ...SERVICE, member: 'CloseNotification', signature: 'u', body: [shown.id] })
  }
  return {
    clicks,
    show(notification) {
      const { tag } = notification
      wanted.set(tag, notification)
      // One that has been overtaken while it waited is left to the one that overtook it: a slow service gets no queue.
      const next = (running.get(tag) ?? Promise.resolve(true)).then(() =>
        wanted.get(tag) === notification ? show(notification) : true
      )
      running.set(tag, next)
      void next.then(() => {
        if (running.get(tag) !== next) return
        running.delete(tag)
        wanted.delete(tag)
      })
      return next
    },
    close(tag) {
      const last = running.get(tag)
      // At once where nothing is under way: at the end of the program there is no bus a moment later.
      if (!last) return hide(tag)
      wanted.set(tag, null)
      void last.then(() => hide(tag))
    }
  }
}

/** What people write is text, also for a service that reads markup. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
