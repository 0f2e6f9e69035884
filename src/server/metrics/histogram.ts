/** How often values were how large. Adding one costs a few comparisons. */
export interface Histogram {
  observe(value: number): void
  /** For each bound how many values were at most that large, then how many there are; and what they add up to. */
  read(): { readonly upTo: readonly number[]; readonly count: number; readonly sum: number }
}

/** `bounds` rise. */
export function createHistogram(bounds: readonly number[]): Histogram {
  const counts = bounds.map(() => 0)
  let count = 0
  let sum = 0
  return {
    observe(value) {
      count++
      sum += value
      const index = bounds.findIndex((bound) => value <= bound)
      if (index !== -1) counts[index] = (counts[index] ?? 0) + 1
    },
    read() {
      let below = 0
      return { upTo: counts.map((one) => (below += one)), count, sum }
    }
  }
}
