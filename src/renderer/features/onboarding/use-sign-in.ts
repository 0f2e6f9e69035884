import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CallResult, FoundServer, Throttled } from '../../../shared/ipc/contract.ts'
import type { ProfileDocument } from '../../../shared/protocol/profile.ts'
import { ok, type Result } from '../../../shared/std/result.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import type { Say } from '../../state/store.ts'
import { useSecondsLeft } from '../../ui/use-seconds-left.ts'
import { problemPlace, type ProblemPlace } from './problem-place.ts'
import { takesToken } from './profile-choice.ts'
import { useKept } from './use-kept.ts'

export const PASSWORD_MIN = 8

export interface SignInInput {
  readonly address: string
  readonly code: string
  readonly username: string
  readonly password: string
  readonly keep: boolean
}

interface SignInProblem {
  readonly place: ProblemPlace
  readonly say: Say
}

interface SignInTarget {
  readonly address: string
  /** The Causerie server that answers there. */
  readonly found: FoundServer | null
  /** How the server is spoken to if it is none; null: nothing was offered. */
  readonly profile: ProfileDocument | null
  /** Whether it is known that it is none. */
  readonly isForeign: boolean
  /** Whether the account, whose session has expired, was joined with a pasted token. */
  readonly hasOwnToken: boolean
}

/** Signs in, or makes the first account of a server that has none, and says what went wrong in words. */
export function useSignIn({ address, found, profile, isForeign, hasOwnToken }: SignInTarget) {
  const { client, voice } = useServices()
  const t = useTranslations()
  const [problem, setProblem] = useState<SignInProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  /** One server may have had enough; another has not. */
  const [block, setBlock] = useState<{ readonly address: string; readonly until: number } | null>(null)
  const secondsLeft = useSecondsLeft(block?.address === address ? block.until : null)
  const tellKept = useKept()
  const isSetup = found?.needsSetup ?? false
  const isToken = hasOwnToken || takesToken(profile)
  const blocked: SignInProblem | null =
    secondsLeft > 0 ? { place: 'form', say: sayThrottled(secondsLeft) } : null

  function missing(input: SignInInput): SignInProblem | null {
    if (!input.address.trim())
      return { place: 'address', say: (words) => words('signInProblems.address_empty') }
    if (isSetup && !input.code.trim()) return { place: 'code', say: (words) => words('setup.codeEmpty') }
    if (!isToken && !input.username.trim())
      return { place: 'username', say: (words) => words('join.usernameEmpty') }
    if (!(isToken ? input.password.trim() : input.password)) {
      return {
        place: 'password',
        say: (words) => words(isToken ? 'profile.tokenEmpty' : 'join.passwordEmpty')
      }
    }
    if (isSetup && input.password.length < PASSWORD_MIN) {
      return {
        place: 'password',
        say: (words) => words('setup.passwordShort', { count: String(PASSWORD_MIN) })
      }
    }
    return null
  }

  function problemOf(code: string): SignInProblem {
    if (isToken && (code === 'wrong_credentials' || code === 'identity_refused')) {
      return { place: 'password', say: (words) => words('profile.tokenRefused') }
    }
    // A token is first tried on the socket.
    const isTokenShut = isToken && code === 'socket_refused'
    const known = isTokenShut ? 'password' : problemPlace(code)
    const place = known === 'code' && !isSetup ? 'form' : known
    const say: Say = (words) =>
      isTokenShut ? words('profile.tokenShut') : words(`signInProblems.${keyOfCode(en.signInProblems, code)}`)
    const isOfProfile =
      profile !== null && problemPlace(code) === 'form' && Object.hasOwn(en.stepProblems, code)
    return {
      place,
      say: isOfProfile ? (words) => `${say(words)} ${words('profile.testShowsMore')}` : say
    }
  }

  function show(shown: SignInProblem): ProblemPlace {
    setProblem(shown)
    voice.assertive(shown.say(t))
    return shown.place
  }

  /** A Causerie server is never spoken to as less, so what answers is asked where that is not known yet. */
  async function profileFor(): Promise<Result<ProfileDocument | null>> {
    if (profile === null || isForeign) return ok(profile)
    const answer = await client.call('servers.find', { address })
    if (answer.ok) return ok(null)
    return answer.code === 'not_causerie' ? ok(profile) : answer
  }

  async function enter({ code, ...input }: SignInInput): Promise<EntryAnswer> {
    const rest = { ...input, username: input.username.trim() }
    if (isSetup) return client.call('accounts.setUp', { ...rest, code: code.trim() })
    const spoken = await profileFor()
    if (!spoken.ok) return spoken
    const password = hasOwnToken || takesToken(spoken.value) ? rest.password.trim() : rest.password
    return client.call('accounts.signIn', { ...rest, password, profile: spoken.value })
  }

  /** Answers what is wrong, so that the form can move the focus; the app moves on by itself when there is none. */
  async function submit(input: SignInInput): Promise<ProblemPlace | null> {
    if (isBusy || blocked) return null
    const incomplete = missing(input)
    if (incomplete) return show(incomplete)
    setProblem(null)
    setIsBusy(true)
    const answer = await enter(input)
    setIsBusy(false)
    if (answer.ok) {
      tellKept(answer.value.kept)
      return null
    }
    if (isThrottled(answer)) {
      setBlock({ address: input.address, until: Date.now() + answer.retryAfter * 1000 })
      voice.assertive(sayThrottled(answer.retryAfter)(t))
      return null
    }
    // The look at the address is about to say so itself, and to offer other ways in.
    if (answer.code === 'not_causerie') return null
    return show(problemOf(answer.code))
  }

  const shown = blocked ?? problem
  return {
    /** Too many tries leave no other problem worth showing. */
    problem: shown && { place: shown.place, text: shown.say(t) },
    isBlocked: blocked !== null,
    isBusy,
    isSetup,
    isToken,
    submit,
    forget: () => setProblem(null)
  }
}

/** In seconds, or in minutes where nobody would wait for it. */
function sayThrottled(seconds: number): Say {
  if (seconds <= 600) return (words) => words('join.throttled', { seconds: String(seconds) })
  const minutes = Math.ceil(seconds / 60)
  return (words) => words('join.throttledLong', { minutes: String(minutes) })
}

type EntryAnswer = CallResult<'accounts.signIn'> | { readonly ok: false; readonly code: string }

/** A server may refuse without saying for how long; that one has words of its own. */
function isThrottled(answer: EntryAnswer): answer is Throttled {
  return !answer.ok && answer.code === 'rate_limited' && 'retryAfter' in answer
}
