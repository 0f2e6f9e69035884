import { useTranslations } from 'use-intl'
import { Field } from '../../ui/field.tsx'
import { PasswordField } from './password-field.tsx'
import type { ProblemPlace } from './problem-place.ts'
import styles from './sign-in-form.module.css'
import { PASSWORD_MIN, type SignInInput } from './use-sign-in.ts'

interface CredentialsProps {
  readonly input: SignInInput
  readonly isSetup: boolean
  /** Whether a token is pasted in place of a password; who the person is may then be left out. */
  readonly isToken: boolean
  readonly errorAt: (place: ProblemPlace) => string | null
  readonly onChange: (part: Partial<SignInInput>) => void
}

/** Who signs in, and what proves it. */
export function Credentials({ input, isSetup, isToken, errorAt, onChange }: CredentialsProps) {
  const t = useTranslations()
  return (
    <div className={styles['pair']}>
      <Field
        label={t('join.username')}
        name="username"
        value={input.username}
        onChange={(event) => onChange({ username: event.target.value })}
        error={errorAt('username')}
        hint={isToken ? t('profile.usernameHint') : null}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="username"
      />
      <PasswordField
        label={t(isToken ? 'profile.tokenLabel' : 'join.password')}
        name="password"
        value={input.password}
        onChange={(event) => onChange({ password: event.target.value })}
        error={errorAt('password')}
        hint={isSetup ? t('setup.passwordHint', { count: String(PASSWORD_MIN) }) : null}
      />
    </div>
  )
}
