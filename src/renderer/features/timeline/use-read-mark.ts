import { useCallback, useEffect, useRef, useState } from 'react'
import { useModel, useServices } from '../../state/app-context.tsx'
import { READ_AFTER } from '../../state/unread.ts'
import { useIsLookedAt } from '../../ui/use-is-looked-at.ts'

/** What somebody does who is there. */
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'wheel'] as const

interface ReadMarkOptions {
  readonly roomId: number
  /** Ordinal of the newest message of the room. */
  readonly endN: number
  readonly isEndInSight: boolean
}

/**
 * Tells how far the room has been read: up to a message that somebody has had before their eyes for a second. Answers
 * how to leave nothing unread.
 */
export function useReadMark({ roomId, endN, isEndInSight }: ReadMarkOptions): () => void {
  const { client, store } = useServices()
  const readN = useModel((model) => model.readingsByRoomId[roomId]?.readN ?? 0)
  const isLookedAt = useIsLookedAt()
  const isKept = useModel((model) => model.keptUnreadRoomId === roomId)
  const isLooking = isLookedAt && isEndInSight && !isKept
  const toldN = useRef(0)

  // What was read may be unread again, on another device too: whoever comes back to the window, or to the end, reads on.
  const release = useCallback(() => {
    toldN.current = 0
    store.setState({ keptUnreadRoomId: null })
  }, [store])
  useEffect(() => {
    if (isKept) toldN.current = 0
  }, [isKept])
  useEffect(() => (isLookedAt ? undefined : release), [isLookedAt, release])
  useEffect(() => (isEndInSight ? undefined : release), [isEndInSight, release])

  // So does whoever uses the window that is before them all the time.
  const [uses, setUses] = useState(0)
  useEffect(() => {
    if (!isLooking) return undefined
    const readOn = (): void => {
      if (toldN.current <= readN) return
      toldN.current = 0
      setUses((count) => count + 1)
    }
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, readOn, { passive: true })
    return () => {
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, readOn)
    }
  }, [isLooking, readN])

  const tell = useCallback(
    (n: number): void => {
      if (n <= toldN.current) return
      toldN.current = n
      void client.call('rooms.markRead', { roomId, n })
    },
    [client, roomId]
  )

  useEffect(() => {
    store.setState({ lookingSince: isLooking ? Date.now() : null })
    return () => store.setState({ lookingSince: null })
  }, [store, isLooking])

  useEffect(() => {
    if (!isLooking || endN <= readN) return undefined
    const timer = setTimeout(() => tell(endN), READ_AFTER)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `uses` begins it anew
  }, [isLooking, endN, readN, tell, uses])

  return () => {
    store.setState(({ unreadLinesByRoomId }) => ({
      keptUnreadRoomId: null,
      unreadLinesByRoomId: { ...unreadLinesByRoomId, [roomId]: null }
    }))
    if (endN > readN) tell(endN)
  }
}
