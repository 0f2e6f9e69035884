import { Check, Minus, SkipForward, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ProfileReport, ProfileStep } from '../../../shared/ipc/profile-report.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Hidden } from '../../ui/hidden.tsx'
import styles from './connection-test.module.css'
import { reportText, type StepWords } from './report.ts'

/** Each outcome by a shape of its own. */
const icons = { passed: Check, failed: X, absent: Minus, skipped: SkipForward }

interface TestReportProps {
  readonly address: string
  readonly report: ProfileReport
  readonly summary: string
}

/** How each step of a test went, and for those that failed why and what to do. */
export function TestReport({ address, report, summary }: TestReportProps) {
  const t = useTranslations('test')
  const { voice } = useServices()
  const wordsOf = useStepWords()
  const [copied, setCopied] = useState<'copied' | 'notCopied' | null>(null)
  const section = useRef<HTMLElement>(null)
  // It comes below what was pressed, perhaps below the window's edge.
  useEffect(() => section.current?.scrollIntoView({ block: 'nearest' }), [])
  const copy = () => {
    const isCopied = copyText(reportText(t('of', { address }), report.steps.map(wordsOf)))
    const outcome = isCopied ? 'copied' : 'notCopied'
    setCopied(outcome)
    voice.polite(t(outcome))
  }
  return (
    <section ref={section} className={styles['report']} aria-label={t('title')}>
      <p className={styles['summary']}>{summary}</p>
      <ol className={styles['steps']}>
        {report.steps.map((step) => (
          <Step key={step.name} outcome={step.outcome} words={wordsOf(step)} />
        ))}
      </ol>
      <div className={styles['foot']}>
        <Button kind="ghost" size="small" onClick={copy}>
          {t('copy')}
        </Button>
        {copied && <span className={styles['aside']}>{t(copied)}</span>}
      </div>
    </section>
  )
}

function Step({ outcome, words }: { outcome: ProfileStep['outcome']; words: StepWords }) {
  const Icon = icons[outcome]
  const isQuiet = outcome === 'absent' || outcome === 'skipped'
  return (
    <li className={styles['step']} data-outcome={outcome}>
      <span className={styles['icon']}>
        <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
      </span>
      <div className={styles['words']}>
        <div className={styles['line']}>
          <span className={styles['name']}>{words.name}</span>
          {isQuiet ? (
            <span className={styles['aside']}>{words.outcome}</span>
          ) : (
            <Hidden>{words.outcome}</Hidden>
          )}
        </div>
        {words.reason && <p className={styles['reason']}>{words.reason}</p>}
        {words.detail && <p className={styles['detail']}>{words.detail}</p>}
      </div>
    </li>
  )
}

function useStepWords(): (step: ProfileStep) => StepWords {
  const t = useTranslations()
  const reasonOf = (code: string): string => {
    const key = keyOfCode(en.stepProblems, code)
    if (key !== 'unknown') return t(`stepProblems.${key}`)
    return t(`signInProblems.${keyOfCode(en.signInProblems, code)}`)
  }
  return ({ name, outcome, code, detail }) => ({
    name: t(`test.steps.${name}`),
    outcome: t(`test.${outcome}`),
    reason: code && reasonOf(code),
    detail
  })
}
