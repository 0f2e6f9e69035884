import type { ReactNode } from 'react'
import { firstLetters } from '../../../shared/model/user.ts'
import { useSession } from '../../state/app-context.tsx'
import styles from './rooms.module.css'

/** The server and how it is linked; `status` is the line below its name. */
export function ServerHeader({ status }: { status: ReactNode }) {
  const { server } = useSession()
  return (
    <div className={styles['server']}>
      <span className={styles['emblem']} aria-hidden="true">
        {firstLetters(server.name, 1).toLocaleUpperCase()}
      </span>
      <div className={styles['serverText']}>
        <div className={styles['serverName']} title={server.origin}>
          {server.name}
        </div>
        {status}
      </div>
    </div>
  )
}

/** The emblem alone, for the rail; `dot` says how the server is linked. */
export function ServerEmblem({ dot }: { dot: ReactNode }) {
  const { server } = useSession()
  return (
    <span className={styles['railServer']}>
      <span className={styles['emblem']} aria-hidden="true">
        {firstLetters(server.name, 1).toLocaleUpperCase()}
      </span>
      {dot}
    </span>
  )
}
