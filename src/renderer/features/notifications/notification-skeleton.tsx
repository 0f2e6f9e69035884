import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import styles from './notifications.module.css'

/** What stands for notifications while they are read for the first time, if that takes long enough to be seen. */
export function NotificationSkeleton() {
  const isSlow = useIsLongerThan(true, 200)
  if (!isSlow) return <div className={styles['list']} aria-busy="true" />
  return (
    <div className={styles['list']} aria-busy="true">
      {[0, 1, 2, 3].map((index) => (
        <div key={index} className={styles['bones']} aria-hidden="true">
          <span className={styles['disc']} />
          <span className={styles['bone']} />
        </div>
      ))}
    </div>
  )
}
