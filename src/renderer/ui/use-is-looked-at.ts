import { useSyncExternalStore } from 'react'

/** Whether the window has the focus and can be seen. */
export function useIsLookedAt(): boolean {
  return useSyncExternalStore(subscribe, isLookedAt)
}

function isLookedAt(): boolean {
  return document.hasFocus() && document.visibilityState === 'visible'
}

function subscribe(listener: () => void): () => void {
  addEventListener('focus', listener)
  addEventListener('blur', listener)
  document.addEventListener('visibilitychange', listener)
  return () => {
    removeEventListener('focus', listener)
    removeEventListener('blur', listener)
    document.removeEventListener('visibilitychange', listener)
  }
}
