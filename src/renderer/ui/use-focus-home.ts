import { useEffect, useRef } from 'react'

/** For a part of the page whose buttons may go away while one of them has the focus: the focus then goes home. */
export function useFocusHome(home: () => void) {
  const hasFocus = useRef(false)
  useEffect(() => {
    if (!hasFocus.current || document.activeElement !== document.body) return
    hasFocus.current = false
    home()
  })
  return {
    onFocus: () => void (hasFocus.current = true),
    onBlur: () => void (hasFocus.current = false)
  }
}
