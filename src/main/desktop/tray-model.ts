import type { AppState, Language, Quiet } from '../../shared/ipc/contract.ts'
import type { Preferences } from '../../shared/ipc/preferences.ts'
import type { Words } from './words.ts'

/** What the tray shows is a function of this. */
export interface TrayState extends Pick<AppState, 'session' | 'quiet' | 'language'> {
  readonly hours: Preferences['hours']
  /** The connection has been gone for so long that it is worth showing. */
  readonly isOffline: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

export type TrayGlyph = 'connected' | 'unread' | 'mention' | 'offline' | 'dnd'

/** By shape first, so that each can be told without colours. */
export function trayGlyph({ session, quiet, isOffline }: TrayState): TrayGlyph {
  if (!session || isOffline) return 'offline'
  if (quiet) return 'dnd'
  if (notificationCount(session) > 0) return 'mention'
  return session.reading.unread > 0 ? 'unread' : 'connected'
}

export function trayTooltip(state: TrayState, words: Words): string {
  const { session, quiet } = state
  if (!session) return 'Causerie'
  switch (trayGlyph(state)) {
    case 'offline':
      return words('tray.offline')
    case 'dnd':
      return quiet?.until
        ? words('tray.quietUntil', { time: timeOf(quiet.until, state) })
        : words('tray.quiet')
    case 'mention':
      return words('tray.notifications', { count: notificationCount(session) })
    case 'unread':
      return words('tray.unread', { count: session.reading.unread })
    case 'connected':
      return words('tray.server', { server: session.server.name })
  }
}

/** What a press in the menu does. */
export interface TrayActions {
  readonly show: () => void
  /** Shows the open room, ready for writing. */
  readonly openRoom: () => void
  readonly markAllRead: () => void
  readonly openSettings: () => void
  readonly beQuiet: (quiet: Quiet) => void
  readonly quit: () => void
}

/** One line of the menu, in Electron's words. */
export interface TrayItem {
  readonly label?: string
  readonly type?: 'normal' | 'separator' | 'radio'
  readonly enabled?: boolean
  readonly checked?: boolean
  readonly click?: () => void
  readonly submenu?: TrayItem[]
}

const separator: TrayItem = { type: 'separator' }

export function trayMenu(state: TrayState, words: Words, actions: TrayActions): TrayItem[] {
  const { session } = state
  const status: TrayItem = { label: statusLine(state, words), enabled: false }
  const show: TrayItem = { label: words('tray.show'), click: actions.show }
  const quit: TrayItem = { label: words('tray.quit'), click: actions.quit }
  if (!session) return [status, separator, show, separator, quit]
  const { unread } = session.reading
  const room: TrayItem = {
    label: words('tray.room', { room: session.room.name, count: unread }),
    click: actions.openRoom
  }
  return [
    status,
    separator,
    ...(unread > 0 ? [room, separator] : []),
    show,
    { label: words('tray.write'), click: actions.openRoom },
    { label: words('tray.markAllRead'), click: actions.markAllRead },
    separator,
    { label: words('tray.doNotDisturb'), submenu: quietMenu(state, words, actions) },
    separator,
    { label: words('tray.settings'), click: actions.openSettings },
    quit
  ]
}

function quietMenu({ quiet, now }: TrayState, words: Words, { beQuiet }: TrayActions): TrayItem[] {
  const item = (label: string, choice: Quiet, checked: boolean): TrayItem => {
    return { label, type: 'radio', checked, click: () => beQuiet(choice) }
  }
  // A time that runs was chosen some while ago: of the short ones the longest that still covers it is meant.
  const left = quiet?.until ? quiet.until - now : 0
  const minutes = Math.ceil(left / 60_000)
  return [
    item(words('tray.off'), 'off', quiet === null),
    item(words('tray.halfHour'), 'half-hour', minutes > 0 && minutes <= 30),
    item(words('tray.hour'), 'hour', minutes > 30 && minutes <= 60),
    item(words('tray.tomorrow'), 'tomorrow', minutes > 60),
    item(words('tray.always'), 'always', quiet !== null && quiet.until === null)
  ]
}

function statusLine({ session, isOffline }: TrayState, words: Words): string {
  if (!session) return words('tray.signedOut')
  const server = session.server.name
  if (isOffline) return words('tray.disconnected', { server })
  return session.connection.phase === 'online'
    ? words('tray.connected', { server })
    : words('tray.connecting', { server })
}

function notificationCount({ unreadNotifications }: NonNullable<TrayState['session']>): number {
  return unreadNotifications.general + unreadNotifications.personal
}

function timeOf(ms: number, { language, hours, now }: TrayState): string {
  const isToday = new Date(ms).toDateString() === new Date(now).toDateString()
  const day = isToday ? {} : ({ weekday: 'long' } as const)
  const cycle = hours === 'language' ? {} : ({ hourCycle: `h${hours === '24' ? '23' : '12'}` } as const)
  const format = { ...day, ...cycle, hour: '2-digit', minute: '2-digit' } as const
  return new Date(ms).toLocaleString(localeOf(language), format)
}

/** As in the page: French is read with 24 hours, English as the system writes it when the system is in English. */
function localeOf(language: Language): string {
  if (language === 'fr') return 'fr-FR'
  const system = Intl.DateTimeFormat().resolvedOptions().locale
  return /^en\b/i.test(system) ? system : 'en-GB'
}
