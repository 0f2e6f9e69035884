import { classes } from '../../ui/classes.ts'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import styles from './notifications.module.css'

/** How long the lines of each are. */
const BONES = [
  ['52%', '88%', '64%', '36%'],
  ['40%', '76%', '48%', '28%'],
  ['58%', '84%', '70%', '32%'],
  ['36%', '80%', '40%', '36%']
] as const

/** What stands for notifications while they are read for the first time, if that takes long enough to be seen. */
export function NotificationSkeleton() {
  const isSlow = useIsLongerThan(true, 200)
  return (
    <div className={styles['list']} aria-busy="true">
      {isSlow && (
        <div className={styles['breathing']} aria-hidden="true">
          <span className={classes(styles['bone'], styles['dayBone'])} />
          {BONES.map((widths) => (
            <div key={widths.join()} className={styles['bones']}>
              <span className={styles['disc']} />
              <span className={styles['lines']}>
                {widths.map((width) => (
                  <span key={width} className={styles['bone']} style={{ width }} />
                ))}
              </span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
