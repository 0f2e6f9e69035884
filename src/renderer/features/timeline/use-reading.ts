import { useCallback, useEffect, useState } from 'react'
import { useModel, useServices } from '../../state/app-context.tsx'
import type { Timeline } from '../../state/timeline.ts'
import type { ScrollPlace } from './scroll-keeper.tsx'

/** History is asked for this far before it comes in sight. */
const AHEAD = 800
/** The jump button shows from here on. */
const FAR = 600

export interface Reading {
  readonly timeline: Timeline | undefined
  readonly failed: 'open' | 'older' | null
  /** How many messages arrived below since the reader left the end. */
  readonly unseen: number
  readonly isFar: boolean
  /** Grows with every order to go to the end. */
  readonly jumps: number
  onMove(place: ScrollPlace): void
  retry(): void
  jumpToEnd(): void
}

/** Where the reader is in a room, and reading more of it as they come near what is held. */
export function useReading(roomId: number, ownSends: number): Reading {
  const { rooms } = useServices()
  const timeline = useModel((model) => model.timelinesByRoomId[roomId])
  const [failed, setFailed] = useState<Reading['failed']>(null)
  const [place, setPlace] = useState({ isAtEnd: true, isFar: false })
  const [seenN, setSeenN] = useState(0)
  const [jumps, setJumps] = useState(0)
  const isHeld = timeline !== undefined
  const holdsEnd = timeline?.hasNewer !== true
  const endN = timeline?.end?.n ?? 0

  const open = useCallback(async () => {
    setFailed((await rooms.open(roomId)) ? null : 'open')
  }, [rooms, roomId])

  const jumpToEnd = useCallback(async () => {
    if (!holdsEnd) await open()
    setJumps((count) => count + 1)
  }, [holdsEnd, open])

  useEffect(() => {
    if (!isHeld) void open()
  }, [isHeld, open])

  // An own message goes to the end, also when the end has to be read first.
  useEffect(() => {
    if (ownSends > 0 && !holdsEnd) void jumpToEnd()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a new message of one's own is a reason
  }, [ownSends])

  async function readOlder(): Promise<void> {
    const isRead = await rooms.readOlder(roomId)
    setFailed(isRead ? null : 'older')
  }

  function onMove({ isAtEnd, fromTop, fromEnd }: ScrollPlace): void {
    const isFar = fromEnd > FAR || !holdsEnd
    setPlace((was) => (was.isAtEnd === isAtEnd && was.isFar === isFar ? was : { isAtEnd, isFar }))
    if (isAtEnd) setSeenN(endN)
    if (!timeline) return
    rooms.trim(roomId, fromTop < fromEnd ? 'newest' : 'oldest')
    if (fromTop < AHEAD && timeline.hasOlder && failed !== 'older') void readOlder()
    if (fromEnd < AHEAD && timeline.hasNewer) void rooms.readNewer(roomId)
  }

  return {
    timeline,
    failed,
    unseen: place.isAtEnd ? 0 : Math.max(0, endN - seenN),
    isFar: place.isFar,
    jumps,
    onMove,
    retry: () => void (failed === 'older' ? readOlder() : open()),
    jumpToEnd: () => void jumpToEnd()
  }
}
