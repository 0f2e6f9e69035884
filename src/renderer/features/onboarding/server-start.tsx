import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { LocalServer } from '../../../shared/ipc/local-server.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import { HostingStep } from './hosting-step.tsx'
import { shownSteps } from './hosting-steps.ts'
import styles from './server-start.module.css'
import type { Hosting } from './use-hosting.ts'
import { useKept } from './use-kept.ts'

interface ServerStartProps {
  readonly server: LocalServer
  readonly hosting: Hosting
  /** Into the room. */
  readonly onOpen: () => void
  /** Back to the form, with an address in it or as it was. */
  readonly onLeave: (address: string | null) => void
}

/** The server inside the app as it starts, step by step, and what then. */
export function ServerStart({ server, hosting, onOpen, onLeave }: ServerStartProps) {
  const t = useTranslations()
  const { outcome } = hosting
  const title = useRef<HTMLHeadingElement>(null)
  const tellKept = useKept()
  // What was pressed is gone; and when all is done, the next thing to press is at hand.
  const go = useRef<HTMLButtonElement>(null)
  useEffect(() => (outcome ? go.current : title.current)?.focus(), [outcome])
  const code = outcome && !outcome.ok ? outcome.code : null
  const mustSignIn = code === 'elsewhere' || code === 'has_users'
  const stage = outcome === null ? 'starting' : outcome.ok ? 'ready' : mustSignIn ? 'closed' : 'failed'
  const open = () => {
    onOpen()
    if (outcome?.ok) tellKept(outcome.value.kept)
  }
  const problem = code && t(`hostingProblems.${keyOfCode(en.hostingProblems, code)}`)
  return (
    <div className={styles['start']}>
      <h1 ref={title} tabIndex={-1} className={styles['title']}>
        {t(`hosting.${stage}`)}
      </h1>
      {stage !== 'closed' && (
        <p className={styles['sub']}>{t(stage === 'failed' ? 'hosting.failedText' : 'hosting.runs')}</p>
      )}
      <div role="status" aria-atomic="false">
        {stage === 'closed' ? (
          <p className={styles['sub']}>{problem}</p>
        ) : (
          <ol className={styles['steps']}>
            {shownSteps(server.steps, code !== null).map((step) => (
              <HostingStep key={step.name} step={step} problem={problem} />
            ))}
          </ol>
        )}
      </div>
      {stage === 'ready' && (
        <>
          <div className={styles['note']}>
            <p className={styles['only']}>{t('hosting.only')}</p>
            <p>{t('hosting.onlyText')}</p>
            <p>{t('hosting.noPassword')}</p>
          </div>
          <Button ref={go} kind="primary" size="large" className={styles['go']} onClick={open}>
            {t('hosting.open')}
          </Button>
        </>
      )}
      {(stage === 'failed' || stage === 'closed') && (
        <div className={styles['foot']}>
          {mustSignIn ? (
            <Button ref={go} kind="primary" onClick={() => onLeave(server.origin)}>
              {t('hosting.join')}
            </Button>
          ) : (
            <Button ref={go} kind="primary" onClick={hosting.start}>
              {t('action.retry')}
            </Button>
          )}
          {stage === 'failed' && <ShowLog />}
          <Button kind="ghost" onClick={() => onLeave(null)}>
            {t('action.back')}
          </Button>
        </div>
      )}
    </div>
  )
}

function ShowLog() {
  const t = useTranslations('hosting')
  const { client, voice, notices } = useServices()
  const show = async () => {
    const answer = await client.call('localServer.reveal', { what: 'log' })
    if (answer.ok) return
    voice.assertive(t('notRevealed'))
    notices.push({ tone: 'error', title: (say) => say('hosting.notRevealed') })
  }
  return <Button onClick={() => void show()}>{t('log')}</Button>
}
