import { ChevronsUpDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { firstLetters } from '../../../shared/model/user.ts'
import { useSession } from '../../state/app-context.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Tip } from '../../ui/tip.tsx'
import styles from './rooms.module.css'

/** The server and how it is linked, in one button that opens its menu; `status` is the line below its name. */
export function ServerHeader({ status, ...button }: { status: ReactNode } & ComponentProps<'button'>) {
  const t = useTranslations('nav')
  const { server } = useSession()
  return (
    <button type="button" {...button} className={styles['server']}>
      <Emblem />
      <span className={styles['serverText']}>
        <span className={styles['serverName']}>{server.name}</span>
        {status}
        <Hidden>{t('serverMenu')}</Hidden>
      </span>
      <ChevronsUpDown size={16} strokeWidth={2} aria-hidden="true" />
    </button>
  )
}

/** The emblem alone, for the rail; `dot` says how the server is linked. */
export function ServerTile({ dot, ...button }: { dot: ReactNode } & ComponentProps<'button'>) {
  const t = useTranslations('nav')
  const { server } = useSession()
  return (
    <Tip text={server.name} side="right" delay={300}>
      <button type="button" {...button} className={styles['railServer']}>
        <Emblem />
        <Hidden>{server.name}</Hidden>
        {dot}
        <Hidden>{t('serverMenu')}</Hidden>
      </button>
    </Tip>
  )
}

function Emblem() {
  const { server } = useSession()
  return (
    <span className={styles['emblem']} aria-hidden="true">
      {firstLetters(server.name, 1).toLocaleUpperCase()}
    </span>
  )
}
