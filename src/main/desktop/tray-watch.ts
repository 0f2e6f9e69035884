import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Accounts } from '../session/accounts.ts'
import type { Settings } from '../session/settings.ts'
import type { TrayState } from './tray-model.ts'

/** What changes within so many milliseconds is shown together. */
const GATHER = 200
/** A connection that is gone for fewer milliseconds is not worth a change of the icon. */
const OFFLINE_AFTER = 10_000

export interface TrayWatchDeps {
  readonly accounts: Pick<Accounts, 'session' | 'events' | 'changes'>
  readonly settings: Pick<Settings, 'quiet' | 'language' | 'preferences' | 'changes'>
  readonly clock: Clock
  readonly show: (state: TrayState) => void
}

/** Keeps the tray at what the account and the settings are. */
export function createTrayWatch({ accounts, settings, clock, show }: TrayWatchDeps): { stop: Unsubscribe } {
  let goneSince: number | null = null
  let stopGathering: Unsubscribe | null = null
  let stopWaiting: Unsubscribe = () => undefined

  const state = (): TrayState => {
    const session = accounts.session()
    const phase = session?.connection.phase
    const now = clock.now()
    if (phase === undefined || phase === 'online') goneSince = null
    else goneSince ??= now
    const isForGood = phase === 'signed-out' || phase === 'locked' || phase === 'outdated'
    const isOffline = isForGood || (goneSince !== null && now - goneSince >= OFFLINE_AFTER)
    const { quiet, language, preferences } = settings
    return { session, isOffline, now, quiet, language, hours: preferences.hours }
  }
  const update = (): void => {
    stopGathering = null
    stopWaiting()
    const next = state()
    show(next)
    if (goneSince !== null && !next.isOffline)
      stopWaiting = clock.after(goneSince + OFFLINE_AFTER - next.now, update)
  }
  const soon = (): void => {
    stopGathering ??= clock.after(GATHER, update)
  }
  const subscriptions = [accounts.events, accounts.changes, settings.changes].map((signal) =>
    signal.subscribe(soon)
  )
  update()
  return {
    stop() {
      subscriptions.forEach((unsubscribe) => unsubscribe())
      stopGathering?.()
      stopWaiting()
    }
  }
}
