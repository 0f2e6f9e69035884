import type { ReactNode } from 'react'
import styles from './hidden.module.css'

/** For those who listen to the page only. */
export function Hidden({ children }: { children: ReactNode }) {
  return <span className={styles['hidden']}>{children}</span>
}
