import { useEffect, type RefObject } from 'react'
import { cleanText } from './clean-text.ts'
import { insertText } from './edit-field.ts'

/** Cleans what is pasted or dropped into the field; what is clean already goes in by itself. */
export function useCleanInput(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const element = field.current
    if (!element) return
    const onBeforeInput = (event: InputEvent): void => {
      if (event.inputType !== 'insertFromPaste' && event.inputType !== 'insertFromDrop') return
      const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? ''
      const clean = cleanText(text)
      if (clean === text) return
      event.preventDefault()
      if (clean !== '') insertText(element, clean)
    }
    // React's own onBeforeInput is another event.
    element.addEventListener('beforeinput', onBeforeInput)
    return () => element.removeEventListener('beforeinput', onBeforeInput)
  }, [field])
}
