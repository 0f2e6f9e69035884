import { Check, LoaderCircle, X } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import type { LocalServerStep } from '../../../shared/ipc/local-server.ts'
import { Hidden } from '../../ui/hidden.tsx'
import type { ShownStep } from './hosting-steps.ts'
import styles from './server-start.module.css'

const icons = {
  done: <Check size={14} strokeWidth={2.5} aria-hidden="true" />,
  going: <LoaderCircle className={styles['spinner']} size={16} strokeWidth={2.25} aria-hidden="true" />,
  failed: <X size={14} strokeWidth={2.5} aria-hidden="true" />,
  todo: null
}
const spoken = { done: 'isDone', going: 'isGoing', failed: 'hasFailed', todo: 'isToDo' } as const

/** One step of a start: what it is, how far it is, and what came of it. */
export function HostingStep({ step, problem }: { step: ShownStep; problem: string | null }) {
  const t = useTranslations('hosting')
  const locale = useLocale()
  const seconds = (ms: number): string => {
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
    const format = new Intl.NumberFormat(locale, digits)
    // Nothing takes no time.
    return ms < 100
      ? t('tookLess', { seconds: format.format(0.1) })
      : t('took', { seconds: format.format(ms / 1000) })
  }
  const wordsOf = (done: LocalServerStep): [title: string, aside: string] => {
    if (done.name === 'database') return [t(done.isNew ? 'databaseMade' : 'databaseOpened'), seconds(done.ms)]
    if (done.name === 'listening') return [t('listeningDone', { port: String(done.port) }), seconds(done.ms)]
    return [t('accountDone'), done.username]
  }
  const [title, aside] = step.state === 'done' ? wordsOf(step.done) : [t(step.name), null]
  return (
    <li className={styles['step']} data-state={step.state}>
      <span className={styles['icon']}>{icons[step.state]}</span>
      <span className={styles['name']}>{title}</span>
      <Hidden>{t(spoken[step.state])}</Hidden>
      {aside && (
        <span className={styles['aside']} dir="auto">
          {aside}
        </span>
      )}
      {step.state === 'failed' && problem && <p className={styles['problem']}>{problem}</p>}
    </li>
  )
}
