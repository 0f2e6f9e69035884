import { useEffect, useState } from 'react'
import type { Run } from './colours.ts'
import { isColoured } from './is-coloured.ts'

/** The code in colour, once the colours have been loaded; null until then, and where there are none. */
export function useColours(language: string | null, text: string): readonly Run[] | null {
  const [coloured, setColoured] = useState<{
    language: string
    text: string
    runs: readonly Run[] | null
  } | null>(null)
  useEffect(() => {
    if (language === null || !isColoured(text)) return undefined
    let isGone = false
    const colour = async (): Promise<void> => {
      // Apart from the rest of the page, which is drawn before anybody looks at code.
      const { colourCode } = await import('./colours.ts')
      if (!isGone) setColoured({ language, text, runs: colourCode(language, text) })
    }
    // Code that cannot be coloured is shown all the same.
    colour().catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [language, text])
  return coloured?.language === language && coloured?.text === text ? coloured.runs : null
}
