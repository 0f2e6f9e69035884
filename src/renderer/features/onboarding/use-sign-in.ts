import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CallResult, FoundServer, Throttled } from '../../../shared/ipc/contract.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import { useSecondsLeft } from '../../ui/use-seconds-left.ts'
import { problemPlace, type ProblemPlace } from './problem-place.ts'
import { useKept } from './use-kept.ts'

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
export function useSignIn(address: string, found: FoundServer | null) {
  const { client, voice } = useServices()
  const t = useTranslations()
  const [problem, setProblem] = useState<SignInProblemShown | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  /** One server may have had enough; another has not. */
  const [block, setBlock] = useState<{ readonly address: string; readonly until: number } | null>(null)
  const secondsLeft = useSecondsLeft(block?.address === address ? block.until : null)
  const tellKept = useKept()
  const isSetup = found?.needsSetup ?? false
  const blocked: SignInProblemShown | null =
    secondsLeft > 0 ? { place: 'form', text: t('join.throttled', { seconds: String(secondsLeft) }) } : null

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
    if (isBusy || blocked) return null
    const incomplete = missing(input)
    if (incomplete) return show(incomplete)
    setProblem(null)
    setIsBusy(true)
    const { code, ...rest } = { ...input, username: input.username.trim() }
    const answer = isSetup
      ? await client.call('accounts.setUp', { ...rest, code: code.trim() })
      : await client.call('accounts.signIn', rest)
    setIsBusy(false)
    if (answer.ok) {
      tellKept(answer.value.kept)
      return null
    }
    if (isThrottled(answer)) {
      setBlock({ address: input.address, until: Date.now() + answer.retryAfter * 1000 })
      voice.assertive(t('join.throttled', { seconds: String(answer.retryAfter) }))
      return null
    }
    const place = problemPlace(answer.code)
    const key = keyOfCode(en.signInProblems, answer.code)
    return show({ place: place === 'code' && !isSetup ? 'form' : place, text: t(`signInProblems.${key}`) })
  }

  return {
    /** Too many tries leave no other problem worth showing. */
    problem: blocked ?? problem,
    isBlocked: blocked !== null,
    isBusy,
    isSetup,
    submit,
    forget: () => setProblem(null)
  }
}

/** A server may refuse without saying for how long; that one has words of its own. */
function isThrottled(answer: CallResult<'accounts.signIn'>): answer is Throttled {
  return !answer.ok && answer.code === 'rate_limited' && 'retryAfter' in answer
}
