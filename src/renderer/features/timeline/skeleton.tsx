import { useTranslations } from 'use-intl'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import { classes } from '../../ui/classes.ts'
import { Hidden } from '../../ui/hidden.tsx'
import styles from './skeleton.module.css'

const widths = ['wide', 'half', 'long', 'half', 'wide', 'long'] as const

/** The shape of messages that are being read for the first time; nothing at all while that is quick. */
export function Skeleton() {
  const t = useTranslations('list')
  if (!useIsLongerThan(true, 200)) return null
  return (
    <div aria-busy="true">
      <Hidden>{t('loading')}</Hidden>
      {widths.map((width, index) => (
        <div key={index} className={styles['row']} aria-hidden="true">
          <span className={styles['face']} />
          <span className={styles['lines']}>
            <span className={classes(styles['bar'], styles['name'])} />
            <span className={classes(styles['bar'], styles[width])} />
          </span>
        </div>
      ))}
    </div>
  )
}
