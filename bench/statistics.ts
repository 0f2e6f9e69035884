/** What `share` of the values lie at or below; the greatest of them for a share of 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** What part of the values is greater than a limit. */
export function shareOver(values: readonly number[], limit: number): number {
  return values.filter((value) => value > limit).length / values.length
}
