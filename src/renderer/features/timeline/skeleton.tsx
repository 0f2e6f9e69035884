import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import { Hidden } from '../../ui/hidden.tsx'
import styles from './skeleton.module.css'

/** How long the name is and the lines under it, message by message. */
const SHAPES = [
  ['128px', '88%', '54%'],
  ['96px', '70%'],
  ['112px', '82%', '64%'],
  ['104px', '46%'],
  ['128px', '88%', '38%'],
  ['88px', '60%']
] as const

/** The shape of messages that are being read for the first time; nothing at all while that is quick. */
export function Skeleton() {
  const t = useTranslations('list')
  if (!useIsLongerThan(true, 200)) return null
  return (
    <div aria-busy="true">
      <Hidden>{t('loading')}</Hidden>
      {SHAPES.map(([name, ...lines], index) => (
        <div key={index} className={styles['row']} aria-hidden="true">
          <span className={styles['face']} />
          <span>
            <span className={styles['name']} style={part(name)} />
            {lines.map((line) => (
              <span key={line} className={styles['line']} style={part(line)} />
            ))}
          </span>
        </div>
      ))}
    </div>
  )
}

function part(width: string): CSSProperties {
  return { '--part': width } as CSSProperties
}
