import { useRef, useState, type RefObject } from 'react'
import { useCommands } from '../../state/use-commands.ts'
import { focusedOpener } from '../../ui/opener.ts'

/** Whether the emoji picker of a field is open, and the keys that open and close it. */
export function usePicker(field: RefObject<HTMLElement | null>) {
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLElement | null>(null)

  function toggle(): void {
    if (!isOpen) opener.current = focusedOpener()
    setIsOpen(!isOpen)
    if (isOpen) giveBack()
  }

  function giveBack(): void {
    const home = opener.current?.isConnected ? opener : field
    home.current?.focus()
  }

  useCommands({ emoji: toggle })

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
