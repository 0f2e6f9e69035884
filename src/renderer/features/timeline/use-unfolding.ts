import { useState, type RefObject } from 'react'
import { rowElement } from './row-element.ts'

interface Unfolding {
  /** The long texts that are shown as a whole, by client id. */
  readonly all: ReadonlySet<string>
  readonly last: string | null
}

/** Which long texts the reader has unfolded; it is kept while their rows are not drawn. */
export function useUnfolding(frame: RefObject<HTMLElement | null>): Unfolding & {
  readonly unfold: (id: string) => void
} {
  const [unfolded, setUnfolded] = useState<Unfolding>({ all: new Set(), last: null })
  return {
    ...unfolded,
    unfold(id) {
      setUnfolded(({ all }) => ({ all: new Set(all).add(id), last: id }))
      // The button goes away under the press.
      rowElement(frame.current, id)?.focus({ preventScroll: true })
    }
  }
}
