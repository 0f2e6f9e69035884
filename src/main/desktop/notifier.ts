import type { Place } from '../../shared/model/place.ts'
import type { Signal } from '../../shared/std/signal.ts'

export interface NativeNotification {
  /** The next one with the same tag takes its place. */
  readonly tag: string
  readonly title: string
  readonly body: string
  /** Without a sound. */
  readonly isSilent: boolean
  /** Where a click on it leads; null: only to the window. */
  readonly place: Place | null
}

/** Notifications of the system. Whatever state its service is in, nothing here holds anybody up. */
export interface Notifier {
  /** False: the system did not show it. */
  show(notification: NativeNotification): Promise<boolean>
  close(tag: string): void
  /** Somebody has clicked on one: the place that it leads to. */
  readonly clicks: Signal<Place | null>
}
