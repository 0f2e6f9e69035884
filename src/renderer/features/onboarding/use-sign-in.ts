import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { FoundServer } from '../../../shared/ipc/contract.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import { problemPlace, type ProblemPlace } from './problem-place.ts'

export const PASSWORD_MIN = 8

export interface SignInInput {
  readonly address: string
  readonly code: string
  readonly username: string
  readonly password: string
  readonly keep: boolean
}

export interface SignInProblemShown {
  readonly place: ProblemPlace
  readonly text: string
}

/** Signs in, or makes the first account of a server that has none, and says what went wrong in words. */
export function useSignIn(found: FoundServer | null) {
  const { client, voice } = useServices()
  const t = useTranslations()
  const [problem, setProblem] = useState<SignInProblemShown | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const isSetup = found?.needsSetup ?? false

  function missing(input: SignInInput): SignInProblemShown | null {
    if (!input.address.trim()) return { place: 'address', text: t('signInProblems.address_empty') }
    if (isSetup && !input.code.trim()) return { place: 'code', text: t('setup.codeEmpty') }
    if (!input.username.trim()) return { place: 'username', text: t('join.usernameEmpty') }
    if (!input.password) return { place: 'password', text: t('join.passwordEmpty') }
    if (isSetup && input.password.length < PASSWORD_MIN) {
      return { place: 'password', text: t('setup.passwordShort', { count: String(PASSWORD_MIN) }) }
    }
    return null
  }

  function show(shown: SignInProblemShown): SignInProblemShown {
    setProblem(shown)
    voice.assertive(shown.text)
    return shown
  }

  /** Answers the problem, so that the form can move the focus; the app moves on by itself when there is none. */
  async function submit(input: SignInInput): Promise<SignInProblemShown | null> {
    if (isBusy) return null
    const incomplete = missing(input)
    if (incomplete) return show(incomplete)
    setProblem(null)
    setIsBusy(true)
    const { code, ...rest } = { ...input, username: input.username.trim() }
    const answer = isSetup
      ? await client.call('accounts.setUp', { ...rest, code: code.trim() })
      : await client.call('accounts.signIn', rest)
    setIsBusy(false)
    if (answer.ok) return null
    const place = problemPlace(answer.code)
    const key = keyOfCode(en.signInProblems, answer.code)
    return show({ place: place === 'code' && !isSetup ? 'form' : place, text: t(`signInProblems.${key}`) })
  }

  return { problem, isBusy, isSetup, submit, forget: () => setProblem(null) }
}
