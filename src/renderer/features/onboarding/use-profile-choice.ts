import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CallResult } from '../../../shared/ipc/contract.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import { FIRST_CHOICE, nameOfOpened, type ProfileChoice } from './profile-choice.ts'

export interface ProfileChoosing {
  readonly choice: ProfileChoice
  /** Why the last file could not be opened, in words. */
  readonly problem: string | null
  set(part: Partial<ProfileChoice>): void
  /** Lets the person choose a file; answers the address in it, null when none was opened. */
  open(): Promise<string | null>
}

/** Which profile is chosen, and opening one that an organisation has handed out. */
export function useProfileChoice(): ProfileChoosing {
  const t = useTranslations()
  const { client, voice } = useServices()
  const [choice, setChoice] = useState(FIRST_CHOICE)
  const [problem, setProblem] = useState<string | null>(null)

  function words(answer: Extract<CallResult<'profiles.open'>, { ok: false }>): string {
    if (answer.code === 'not_profile' && answer.part) return t('profile.wrongPart', { part: answer.part })
    return t(`profileProblems.${keyOfCode(en.profileProblems, answer.code)}`)
  }

  return {
    choice,
    problem,
    set: (part) => setChoice((was) => ({ ...was, ...part })),
    async open() {
      setProblem(null)
      const answer = await client.call('profiles.open', {})
      if (!answer.ok) {
        const text = words(answer)
        setProblem(text)
        voice.assertive(text)
        return null
      }
      const opened = answer.value
      if (!opened) return null
      setChoice({ name: 'opened', opened, hasToken: false })
      voice.polite(t('profile.opened', { name: nameOfOpened(opened) }))
      return opened.profile.address ?? ''
    }
  }
}
