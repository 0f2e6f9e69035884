/** Between two messages, in milliseconds; now and then much more, so that rows get heads and days. */
const PAUSES = [20_000, 40_000, 90_000, 20_000, 600_000, 30_000, 7_200_000]

export function pauseAfter(index: number): number {
  return PAUSES[index % PAUSES.length] ?? 0
}

/** How long a history of so many messages lasts, in milliseconds. */
export function lengthOf(count: number): number {
  return Array.from({ length: count }, (_, index) => pauseAfter(index)).reduce((sum, ms) => sum + ms, 0)
}
