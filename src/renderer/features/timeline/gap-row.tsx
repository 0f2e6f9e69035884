import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Range } from '../../../shared/model/copy.ts'
import { useServices, useSession } from '../../state/app-context.tsx'
import { isCutOff } from '../../state/link.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { useIsInSight } from '../../ui/use-is-in-sight.ts'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import styles from './dividers.module.css'

/** What is filled sooner shows no words; their room is kept, so that nothing moves for them. */
const WORTH_SAYING = 200

/** A part of the room that is not in the copy: looking at it has it fetched before all others. */
export function GapRow({ range }: { range: Range }) {
  const t = useTranslations('missing')
  const { client, voice } = useServices()
  const { room } = useSession()
  const row = useRef<HTMLDivElement>(null)
  const isOffline = isCutOff(useLinkView().phase)
  const isInSight = useIsInSight(row)
  const isWorthSaying = useIsLongerThan(isInSight, WORTH_SAYING)
  const words = t(isOffline ? 'offline' : 'fetching')
  const isAsked = isInSight && !isOffline
  const { from, to } = range
  // While it fills it shrinks, and is the same order still.
  const latest = useRef({ roomId: room.id, from, to })
  useEffect(() => {
    latest.current = { roomId: room.id, from, to }
  })
  useEffect(() => {
    if (isAsked) void client.call('rooms.fill', latest.current)
  }, [client, isAsked])
  useEffect(() => {
    if (isWorthSaying) voice.polite(words)
  }, [voice, isWorthSaying, words])
  return (
    <div ref={row} className={styles['gap']} data-gap>
      <span>{isWorthSaying && words}</span>
    </div>
  )
}
