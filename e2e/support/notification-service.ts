import type { Variant } from '@jellybrick/dbus-next'
import { openService, type Reaction } from './bus-service.ts'

const NAME = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'
const CLOSED_BY_PERSON = 2
const CLOSED_BY_CALL = 3

/** What a program asked to show. */
export interface ShownNotification {
  readonly id: number
  readonly app: string
  /** The id of the notification whose place it takes; 0: of none. */
  readonly replaces: number
  readonly summary: string
  readonly body: string
  readonly actions: readonly string[]
  readonly hints: Readonly<Record<string, unknown>>
}

/**
 * answering: it shows what it is given. silent: it holds its name and never answers. dying: it leaves the bus when
 * it is given something to show.
 */
export type NotificationMode = 'answering' | 'silent' | 'dying'

/** The notification service of a desktop, which writes down what it is given. */
export interface NotificationService {
  /** Everything that was ever shown, oldest first. */
  readonly shown: readonly ShownNotification[]
  /** What is on the screen. */
  visible(): readonly ShownNotification[]
  /** Clicks on one as a person does, which closes it. */
  click(notification: ShownNotification): void
  close(): void
}

export interface NotificationServiceOptions {
  readonly mode?: NotificationMode
  /** Whether it reads markup in bodies. */
  readonly hasMarkup?: boolean
}

export async function startNotificationService(
  address: string,
  { mode = 'answering', hasMarkup = true }: NotificationServiceOptions = {}
): Promise<NotificationService> {
  const shown: ShownNotification[] = []
  const visible = new Map<number, ShownNotification>()
  const capabilities = ['body', 'actions', ...(hasMarkup ? ['body-markup'] : [])]
  let lastId = 0

  const remove = (id: number, reason: number): void => {
    if (visible.delete(id)) service.emit(PATH, NAME, 'NotificationClosed', 'uu', [id, reason])
  }
  const notify = (body: readonly unknown[]): number => {
    const [app, replaces, , summary, text, actions, hints] = body as [
      string,
      number,
      string,
      string,
      string,
      string[],
      Record<string, Variant>
    ]
    const id = visible.has(replaces) ? replaces : ++lastId
    const plainHints = Object.fromEntries(Object.entries(hints).map(([key, { value }]) => [key, value]))
    const notification = { id, app, replaces, summary, body: text, actions, hints: plainHints }
    shown.push(notification)
    visible.set(id, notification)
    return id
  }
  const service = await openService(address, NAME, (call): Reaction => {
    if (call.interface !== NAME) return null
    if (mode === 'silent') return 'say nothing'
    switch (call.member) {
      case 'GetCapabilities':
        return { signature: 'as', body: [capabilities] }
      case 'GetServerInformation':
        return { signature: 'ssss', body: ['recorder', 'tests', '1', '1.2'] }
      case 'Notify':
        return mode === 'dying' ? 'leave' : { signature: 'u', body: [notify(call.body)] }
      case 'CloseNotification':
        remove(Number(call.body[0]), CLOSED_BY_CALL)
        return {}
      default:
        return null
    }
  })
  return {
    shown,
    visible: () => [...visible.values()],
    click({ id }) {
      service.emit(PATH, NAME, 'ActionInvoked', 'us', [id, 'default'])
      remove(id, CLOSED_BY_PERSON)
    },
    close: service.close
  }
}
