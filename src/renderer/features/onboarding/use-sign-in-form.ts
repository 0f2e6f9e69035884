import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import type { ProblemPlace } from './problem-place.ts'
import { chosenProfile, isForeign, isOffered, type ProfileChoice } from './profile-choice.ts'
import { useProfileChoice } from './use-profile-choice.ts'
import { useServerCheck } from './use-server-check.ts'
import { useSignIn, type SignInInput } from './use-sign-in.ts'

interface SignInFormOptions {
  readonly address: string
  readonly username: string
  /** Whether the account, whose session has expired, has a profile of its own: its server is known. */
  readonly hasOwnProfile: boolean
  /** Whether it was joined with a pasted token. */
  readonly hasOwnToken: boolean
  /** Whether it is the account whose session has expired that is asked for. */
  readonly isAgain: boolean
}

/** What is typed and chosen in the form, what answers at its address, and where the focus goes. */
export function useSignInForm(options: SignInFormOptions) {
  const { address, username, hasOwnProfile, hasOwnToken, isAgain } = options
  const form = useRef<HTMLFormElement>(null)
  const [input, setInput] = useState<SignInInput>({ address, username, code: '', password: '', keep: true })
  const check = useServerCheck(hasOwnProfile ? '' : input.address)
  const found = check.state === 'found' ? check.server : null
  const profiles = useProfileChoice()
  const isOffering = !isAgain && isOffered(check, profiles.choice.opened)
  const profile = isOffering ? chosenProfile(profiles.choice) : null
  const target = { address: input.address, found, profile, isForeign: isForeign(check), hasOwnToken }
  const signIn = useSignIn(target)
  const { isSetup, problem } = signIn

  // Who types already is left where they are.
  const isTouched = useRef(false)
  const [choices, setChoices] = useState(0)
  useEffect(() => {
    if (!isTouched.current) focusFirstEmpty(form.current)
  }, [isSetup, choices])

  const set = (part: Partial<SignInInput>) => {
    isTouched.current = true
    setInput((was) => ({ ...was, ...part }))
    signIn.forget()
  }
  /** Fills in an address; what was pressed for it goes away under the press. */
  const goOn = (part: Partial<SignInInput>) => {
    set(part)
    isTouched.current = false
    setChoices((count) => count + 1)
  }
  const openProfile = async () => {
    const opened = await profiles.open()
    if (opened !== null) goOn(opened ? { address: opened } : {})
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const wrong = await signIn.submit(input)
    if (wrong) selectField(form.current, wrong)
  }
  return {
    form,
    input,
    check,
    found,
    profiles,
    profile,
    signIn,
    set,
    goOn,
    chooseProfile(part: Partial<ProfileChoice>) {
      profiles.set(part)
      signIn.forget()
    },
    openProfile: () => void openProfile(),
    submit: (event: SubmitEvent) => void submit(event),
    errorAt: (place: ProblemPlace) => (problem?.place === place ? problem.text : null)
  }
}

function focusFirstEmpty(form: HTMLFormElement | null): void {
  const fields = [...(form?.querySelectorAll<HTMLInputElement>('input[name]') ?? [])]
  const empty = fields.find((field) => field.value === '')
  empty?.focus()
}

/** A wrong field is the next to be typed in; what is in it can be kept or replaced. */
function selectField(form: HTMLFormElement | null, place: ProblemPlace): void {
  const field = form?.querySelector<HTMLInputElement>(`input[name="${place}"]`)
  field?.focus()
  field?.select()
}
