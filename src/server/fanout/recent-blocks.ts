import type { Block } from './blocks.ts'

/** The last blocks that were told, so that whoever fell a little behind shares their bytes too. */
export interface RecentBlocks {
  add(stream: string, block: Block): void
  /** The block that begins with an event, if it is still kept. */
  find(stream: string, from: number): Block | null
  forget(stream: string): void
}

/** Keeps blocks of this size together, in bytes, the newest ones. */
export function createRecentBlocks(budget: number): RecentBlocks {
  // In a Map the oldest key comes first.
  const kept = new Map<string, { stream: string; block: Block }>()
  let total = 0

  const keyOf = (stream: string, from: number): string => `${from} ${stream}`

  function drop(key: string, block: Block): void {
    kept.delete(key)
    total -= block.size
  }

  const find = (stream: string, from: number): Block | null => kept.get(keyOf(stream, from))?.block ?? null

  return {
    add(stream, block) {
      const before = find(stream, block.from)
      if (before) drop(keyOf(stream, block.from), before)
      kept.set(keyOf(stream, block.from), { stream, block })
      total += block.size
      for (const [key, oldest] of kept) {
        if (total <= budget) break
        drop(key, oldest.block)
      }
    },
    find,
    forget(stream) {
      for (const [key, entry] of kept) {
        if (entry.stream === stream) drop(key, entry.block)
      }
    }
  }
}
