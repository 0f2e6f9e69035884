import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CallParams, ProfileReport } from '../../../shared/ipc/contract.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import { summaryOf } from './report.ts'

export type TestInput = CallParams<'profiles.test'>

type Outcome =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly report: ProfileReport; readonly summary: string }
  /** It could not even begin. */
  | { readonly state: 'problem'; readonly text: string }

/** Tries what is typed, step by step. What came of it holds for what was typed then, and goes with it. */
export function useProfileTest(input: TestInput): { outcome: Outcome | null; run: () => void } {
  const t = useTranslations()
  const { client, voice } = useServices()
  const [tested, setTested] = useState<{ input: TestInput; outcome: Outcome } | null>(null)

  const current = useRef(input)
  useLayoutEffect(() => {
    current.current = input
  })

  function summaryWords(report: ProfileReport): string {
    const summary = summaryOf(report)
    if (summary.kind !== 'someFailed') return t(`test.${summary.kind}`)
    return t('test.someFailed', { step: t(`test.steps.${summary.step}`) })
  }

  async function run(): Promise<void> {
    setTested({ input, outcome: { state: 'running' } })
    voice.polite(t('test.going'))
    const answer = await client.call('profiles.test', input)
    if (!isSameInput(current.current, input)) return setTested(null)
    const outcome: Outcome = answer.ok
      ? { state: 'done', report: answer.value, summary: summaryWords(answer.value) }
      : { state: 'problem', text: t(`signInProblems.${keyOfCode(en.signInProblems, answer.code)}`) }
    setTested({ input, outcome })
    if (outcome.state === 'done') voice.polite(outcome.summary)
    if (outcome.state === 'problem') voice.assertive(outcome.text)
  }

  const isCurrent = tested !== null && isSameInput(tested.input, input)
  return { outcome: isCurrent ? tested.outcome : null, run: () => void run() }
}

function isSameInput(a: TestInput, b: TestInput): boolean {
  return (
    a.address === b.address &&
    a.username === b.username &&
    a.password === b.password &&
    a.profile === b.profile
  )
}
