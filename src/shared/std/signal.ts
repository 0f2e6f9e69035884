import type { Unsubscribe } from './clock.ts'

/** One kind of announcement: whoever subscribes hears each value once, in order, until they unsubscribe. */
export interface Signal<T> {
  subscribe(listener: (value: T) => void): Unsubscribe
}

/** A signal together with the right to emit on it. */
export interface Emitter<T> extends Signal<T> {
  emit(value: T): void
}

export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => void>()
  return {
    emit(value) {
      for (const listener of Array.from(listeners)) listener(value)
    },
    subscribe(listener) {
      const own = (value: T): void => listener(value)
      listeners.add(own)
      return () => listeners.delete(own)
    }
  }
}
