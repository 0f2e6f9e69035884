import { CircleAlert, Globe } from 'lucide-react'
import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field } from '../../ui/field.tsx'
import { LocalServer } from './local-server.tsx'
import { PasswordField } from './password-field.tsx'
import type { ProblemPlace } from './problem-place.ts'
import { ServerHint } from './server-hint.tsx'
import styles from './sign-in-form.module.css'
import { useLocalServer } from './use-local-server.ts'
import { useServerCheck } from './use-server-check.ts'
import { PASSWORD_MIN, useSignIn, type SignInInput } from './use-sign-in.ts'

interface SignInFormProps {
  readonly address: string
  readonly username: string
  /** Back to the account whose session has expired; null when there is none. */
  readonly onBack: (() => void) | null
}

export function SignInForm({ address, username, onBack }: SignInFormProps) {
  const t = useTranslations()
  const form = useRef<HTMLFormElement>(null)
  const [input, setInput] = useState<SignInInput>({ address, username, code: '', password: '', keep: true })
  const local = useLocalServer()
  const check = useServerCheck(input.address)
  const signIn = useSignIn(input.address, check.state === 'found' ? check.server : null)
  const { isSetup, problem } = signIn
  const isLocal =
    input.address.trim() === local?.origin ||
    (check.state === 'found' && check.server.origin === local?.origin)
  const words = isSetup ? 'setup' : onBack ? 'again' : 'join'

  // Who types already is left where they are.
  const isTouched = useRef(false)
  const [choices, setChoices] = useState(0)
  useEffect(() => {
    if (!isTouched.current) focusFirstEmpty(form.current)
  }, [isSetup, choices])

  const set = (part: Partial<SignInInput>) => {
    isTouched.current = true
    setInput({ ...input, ...part })
    signIn.forget()
  }
  const errorAt = (place: ProblemPlace) => (problem?.place === place ? problem.text : null)
  const addressProblem =
    check.state === 'problem' ? t(`signInProblems.${keyOfCode(en.signInProblems, check.code)}`) : null
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const shown = await signIn.submit(input)
    if (shown) selectField(form.current, shown.place)
  }

  return (
    <form ref={form} className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      <h1 className={styles['title']}>{t(`${words}.title`)}</h1>
      <p className={styles['sub']}>
        {isSetup && check.state === 'found'
          ? t('setup.sub', { server: check.server.name })
          : t(onBack ? 'again.sub' : 'join.sub')}
      </p>
      <Field
        className={styles['address']}
        label={t('join.address')}
        name="address"
        value={input.address}
        onChange={(event) => set({ address: event.target.value })}
        error={errorAt('address') ?? addressProblem}
        hint={<ServerHint check={check} />}
        before={<Globe size={18} strokeWidth={1.75} aria-hidden="true" />}
        spellCheck={false}
        autoCapitalize="none"
        inputMode="url"
      />
      {isSetup && (
        <Field
          label={t('setup.code')}
          name="code"
          value={input.code}
          onChange={(event) => set({ code: event.target.value })}
          error={errorAt('code')}
          hint={t('setup.codeHint')}
          spellCheck={false}
          autoComplete="off"
        />
      )}
      <div className={styles['pair']}>
        <Field
          label={t('join.username')}
          name="username"
          value={input.username}
          onChange={(event) => set({ username: event.target.value })}
          error={errorAt('username')}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="username"
        />
        <PasswordField
          name="password"
          value={input.password}
          onChange={(event) => set({ password: event.target.value })}
          error={errorAt('password')}
          hint={isSetup ? t('setup.passwordHint', { count: String(PASSWORD_MIN) }) : null}
        />
      </div>
      <div className={styles['keep']}>
        <Checkbox
          label={t('join.keep')}
          checked={input.keep}
          onChange={(event) => setInput({ ...input, keep: event.target.checked })}
        />
      </div>
      {problem?.place === 'form' && (
        <p className={styles['problem']}>
          <CircleAlert size={16} strokeWidth={2} aria-hidden="true" />
          {problem.text}
        </p>
      )}
      <Button
        type="submit"
        kind="primary"
        size="large"
        className={styles['go']}
        aria-disabled={signIn.isBlocked || undefined}
        busyLabel={signIn.isBusy ? t(`${words}.going`) : null}
      >
        {t(`${words}.go`)}
      </Button>
      {onBack && (
        <Button kind="ghost" className={styles['back']} onClick={onBack}>
          {t('action.back')}
        </Button>
      )}
      {local && !isLocal && !onBack && (
        <LocalServer
          server={local}
          onChoose={() => {
            set({ address: local.origin })
            // The card goes away under the press.
            isTouched.current = false
            setChoices(choices + 1)
          }}
        />
      )}
    </form>
  )
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
