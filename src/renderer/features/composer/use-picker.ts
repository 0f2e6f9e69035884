import { useEffect, useRef, useState, type RefObject } from 'react'
import { isModalOpen } from '../../ui/is-modal-open.ts'

/** Whether the emoji picker of a field is open, and the keys that open and close it. */
export function usePicker(field: RefObject<HTMLElement | null>) {
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<Element | null>(null)

  function toggle(): void {
    if (!isOpen) opener.current = document.activeElement
    setIsOpen(!isOpen)
    if (isOpen) giveBack()
  }

  function giveBack(): void {
    const { current } = opener
    const isThere = current instanceof HTMLElement && current.isConnected && current !== document.body
    if (isThere) current.focus()
    else field.current?.focus()
  }

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isShortcut(event) || isModalOpen()) return
      event.preventDefault()
      toggle()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })

  return {
    isOpen,
    toggle,
    /** `isGivenBack`: the focus goes to where it was before. */
    close(isGivenBack: boolean) {
      setIsOpen(false)
      if (isGivenBack) giveBack()
    }
  }
}

const isMac = navigator.platform.startsWith('Mac')
export const PICKER_SHORTCUT = isMac ? '⌘E' : 'Ctrl E'

function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  const isModified = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey
  return isModified && !altKey && !shiftKey && key.toLowerCase() === 'e'
}
