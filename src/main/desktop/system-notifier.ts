import { Notification } from 'electron'
import type { Place } from '../../shared/model/place.ts'
import { createEmitter } from '../../shared/std/signal.ts'
import type { Notifier } from './notifier.ts'

/** Notifications on Windows and macOS, whose services never keep the asker waiting. */
export function createSystemNotifier(): Notifier {
  const clicks = createEmitter<Place | null>()
  const shownByTag = new Map<string, Notification>()
  const close = (tag: string): void => {
    shownByTag.get(tag)?.close()
    shownByTag.delete(tag)
  }
  return {
    clicks,
    async show({ tag, title, body, isSilent, place }) {
      if (!Notification.isSupported()) return false
      close(tag)
      const notification = new Notification({ title, body, silent: isSilent })
      notification.on('click', () => clicks.emit(place))
      shownByTag.set(tag, notification)
      return new Promise((resolve) => {
        notification.once('show', () => resolve(true))
        notification.once('failed', () => resolve(false))
        notification.show()
      })
    },
    close
  }
}
