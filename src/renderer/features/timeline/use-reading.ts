import { useCallback, useEffect, useState } from 'react'
import { useModel, useServices } from '../../state/app-context.tsx'
import { countBeyond, type Timeline } from '../../state/timeline.ts'
import { useReadMark } from './use-read-mark.ts'
import type { ScrollPlace } from './use-virtual-rows.ts'

/** History is asked for this far before it comes in sight. */
const AHEAD = 4000
/** The jump button shows from here on. */
const FAR = 600

export interface Reading {
  /** What is held of the room, once it reaches back to where the reader begins. */
  readonly timeline: Timeline | undefined
  readonly failed: 'open' | 'older' | null
  /** How many messages arrived below since the reader left the end. */
  readonly unseen: number
  /** How many messages the reader has not come to. */
  readonly unread: number
  readonly isAtEnd: boolean
  readonly isFar: boolean
  /** Grows with every order to go to the end. */
  readonly jumps: number
  onMove(place: ScrollPlace): void
  retry(): void
  jumpToEnd(): void
  /** Leaves nothing unread, and goes to the end. */
  readAll(): void
}

/** Where the reader is in a room, and reading more of it as they come near what is held. */
export function useReading(
  roomId: number,
  { ownSends, isCovered }: { ownSends: number; isCovered: boolean }
): Reading {
  const { rooms } = useServices()
  const held = useModel((model) => model.timelinesByRoomId[roomId])
  const isHeld = held !== undefined
  const [isOpened, setIsOpened] = useState(isHeld)
  const [failed, setFailed] = useState<Reading['failed']>(null)
  const [place, setPlace] = useState({ isAtEnd: true, isFar: false })
  const [seenN, setSeenN] = useState(0)
  const [jumps, setJumps] = useState(0)
  const timeline = isOpened ? held : undefined
  const holdsEnd = timeline?.hasNewer !== true
  const endN = timeline?.end?.n ?? 0
  const unread = useModel((model) => model.readingsByRoomId[roomId]?.unread ?? 0)
  const readAll = useReadMark({ roomId, endN, isEndInSight: isOpened && place.isAtEnd && !isCovered })

  const open = useCallback(async () => {
    const isRead = await rooms.openAtLine(roomId)
    setIsOpened(isRead)
    setFailed(isRead ? null : 'open')
  }, [rooms, roomId])

  const jumpToEnd = useCallback(async () => {
    if (!holdsEnd) setFailed((await rooms.open(roomId)) ? null : 'open')
    setJumps((count) => count + 1)
  }, [holdsEnd, rooms, roomId])

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
    unseen: !timeline || place.isAtEnd || seenN === 0 ? 0 : unseenIn(timeline, seenN, unread),
    unread,
    isAtEnd: place.isAtEnd,
    isFar: place.isFar,
    jumps,
    onMove,
    retry: () => void (failed === 'older' ? readOlder() : open()),
    jumpToEnd: () => void jumpToEnd(),
    readAll() {
      readAll()
      void jumpToEnd()
    }
  }
}

/** How many messages came after one; where the end is not held, as many as are unread, which is near enough. */
function unseenIn(timeline: Timeline, seenN: number, unread: number): number {
  if (!timeline.hasNewer) return countBeyond(timeline, seenN)
  return Math.min(unread, Math.max(0, (timeline.end?.n ?? 0) - seenN))
}
