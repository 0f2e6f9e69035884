import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useState, type RefObject } from 'react'
import { afterFrames } from './after-frames.ts'
import type { RowScale } from './row-height.ts'

/** Frames after which the rows that are drawn have been measured in their new scale. */
const MEASURED_AFTER = 3

interface Fit {
  readonly scale: RowScale
  /** While the heights are guessed anew: the first row then has another key, for which the reader's place is held. */
  readonly isRefitting: boolean
}

/**
 * The scale by which the heights of rows that are not drawn are guessed. It follows the one that is set once the rows
 * in sight have found their new heights, so that what was measured of the others before can be forgotten.
 */
export function useFittedScale(
  scale: RowScale,
  virtual: RefObject<Virtualizer<HTMLDivElement, Element> | null>
): Fit {
  const [fit, setFit] = useState<Fit>({ scale, isRefitting: false })
  useEffect(() => {
    if (scale === fit.scale) return undefined
    return afterFrames(MEASURED_AFTER, () => {
      const { itemSizeCache, elementsCache } = virtual.current ?? {}
      for (const key of itemSizeCache?.keys() ?? []) if (!elementsCache?.has(key)) itemSizeCache?.delete(key)
      setFit({ scale, isRefitting: true })
    })
  }, [scale, fit, virtual])
  useEffect(() => {
    if (!fit.isRefitting) return undefined
    return afterFrames(1, () => setFit({ scale: fit.scale, isRefitting: false }))
  }, [fit])
  return fit
}
