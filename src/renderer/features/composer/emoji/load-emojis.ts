import { useEffect, useState } from 'react'
import type { Emoji } from './emoji.ts'

/** All emoji. The first time their data is read, which the start of the page must not wait for. */
export async function loadEmojis(): Promise<readonly Emoji[]> {
  const { emojis } = await import('./emoji-data.ts')
  return emojis
}

/** All emoji from when they are wanted; null until they are there. */
export function useEmojis(isWanted: boolean): readonly Emoji[] | null {
  const [emojis, setEmojis] = useState<readonly Emoji[] | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let isGone = false
    void loadEmojis().then((loaded) => {
      if (!isGone) setEmojis(loaded)
    })
    return () => void (isGone = true)
  }, [isWanted])
  return emojis
}
