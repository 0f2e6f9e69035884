import { useEffect, useEffectEvent } from 'react'

/** Esc, where nothing else wants it: what lies over the page has it first, and then what is being written. */
export function useReadAll(readAll: () => void): void {
  const onEscape = useEffectEvent(readAll)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      const { target } = event
      const isInLayer = target instanceof Element && target !== document.body && !target.closest('#root')
      if (!isInLayer) onEscape()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
