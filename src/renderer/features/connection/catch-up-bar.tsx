import { useEffect, useRef, type CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { useServices } from '../../state/app-context.tsx'
import styles from './connection.module.css'
import { useCatchUp } from './use-catch-up.ts'

/**
 * A thin line under the header while what was missed comes: in nobody's way. The status line says it in words; it is
 * heard once when it begins and once when it ends.
 */
export function CatchUpBar() {
  const t = useTranslations('catchingUp')
  const { voice } = useServices()
  const catchUp = useCatchUp()
  const isGoing = catchUp !== null
  const wasGoing = useRef(false)
  useEffect(() => {
    if (isGoing === wasGoing.current) return
    wasGoing.current = isGoing
    voice.polite(t(isGoing ? 'started' : 'ended'))
  }, [isGoing, voice, t])
  if (!catchUp) return null
  const { percent } = catchUp
  return (
    <div
      className={styles['catchUp']}
      data-catch-up
      data-vague={percent === null || undefined}
      aria-hidden="true"
    >
      <span style={{ '--part': `${percent ?? 30}%` } as CSSProperties} />
    </div>
  )
}
