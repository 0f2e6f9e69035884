import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CallResult } from '../../../shared/ipc/contract.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useServices } from '../../state/app-context.tsx'
import { FIRST_CHOICE, nameOfOpened, type ProfileChoice } from './profile-choice.ts'

export interface ProfileChoosing {
  readonly choice: ProfileChoice
  /** Why the last file could not be opened, in words of the language that is chosen now. */
  readonly problem: string | null
  set(part: Partial<ProfileChoice>): void
  /** Lets the person choose a file; answers the address in it, null when none was opened. */
  open(): Promise<string | null>
}

type Refusal = Extract<CallResult<'profiles.open'>, { ok: false }>

/** Which profile is chosen, and opening one that an organisation has handed out. */
export function useProfileChoice(): ProfileChoosing {
  const t = useTranslations()
  const { client, voice } = useServices()
  const [choice, setChoice] = useState(FIRST_CHOICE)
  const [refused, setRefused] = useState<Refusal | null>(null)

  function words(answer: Refusal): string {
    if (answer.code === 'not_profile' && answer.part) return t('profile.wrongPart', { part: answer.part })
    return t(`profileProblems.${keyOfCode(en.profileProblems, answer.code)}`)
  }

  return {
    choice,
    problem: refused && words(refused),
    set: (part) => setChoice((was) => ({ ...was, ...part })),
    async open() {
      setRefused(null)
      const answer = await client.call('profiles.open', {})
      if (!answer.ok) {
        setRefused(answer)
        voice.assertive(words(answer))
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
