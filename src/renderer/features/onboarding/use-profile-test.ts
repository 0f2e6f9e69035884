import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CallParams } from '../../../shared/ipc/contract.ts'
import type { ProfileReport } from '../../../shared/ipc/profile-report.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import { summaryOf } from './report.ts'

export type TestInput = CallParams<'profiles.test'>

type Outcome =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly report: ProfileReport }
  /** It could not even begin. */
  | { readonly state: 'problem'; readonly code: string }

interface ProfileTest {
  readonly outcome: Outcome | null
  /** The outcome in a sentence of the language that is chosen now. */
  readonly words: string
  run(): void
}

/** Tries what is typed, step by step. What came of it holds for what was typed then, and goes with it. */
export function useProfileTest(input: TestInput): ProfileTest {
  const { client, voice } = useServices()
  const wordsOf = useOutcomeWords()
  const [tested, setTested] = useState<{ input: TestInput; outcome: Outcome } | null>(null)

  const current = useRef(input)
  useLayoutEffect(() => {
    current.current = input
  })

  function tell(outcome: Outcome): void {
    setTested({ input, outcome })
    if (outcome.state === 'problem') voice.assertive(wordsOf(outcome))
    else voice.polite(wordsOf(outcome))
  }

  async function run(): Promise<void> {
    tell({ state: 'running' })
    const answer = await client.call('profiles.test', input)
    if (!isSameInput(current.current, input)) return setTested(null)
    tell(answer.ok ? { state: 'done', report: answer.value } : { state: 'problem', code: answer.code })
  }

  const outcome = tested !== null && isSameInput(tested.input, input) ? tested.outcome : null
  return { outcome, words: outcome ? wordsOf(outcome) : '', run: () => void run() }
}

function useOutcomeWords(): (outcome: Outcome) => string {
  const t = useTranslations()
  return (outcome) => {
    if (outcome.state === 'running') return t('test.going')
    if (outcome.state === 'problem') return t(`signInProblems.${keyOfCode(en.signInProblems, outcome.code)}`)
    const summary = summaryOf(outcome.report)
    if (summary.kind !== 'someFailed') return t(`test.${summary.kind}`)
    return t('test.someFailed', { step: t(`test.steps.${summary.step}`) })
  }
}

function isSameInput(a: TestInput, b: TestInput): boolean {
  return (
    a.address === b.address &&
    a.username === b.username &&
    a.password === b.password &&
    a.profile === b.profile
  )
}
