import { Globe } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { Field } from '../../ui/field.tsx'
import { isForeign } from './profile-choice.ts'
import { ServerHint } from './server-hint.tsx'
import styles from './sign-in-form.module.css'
import type { ServerCheck } from './use-server-check.ts'

interface AddressFieldProps {
  readonly value: string
  readonly check: ServerCheck
  /** Whether the form asks further how what answers is spoken to: then it is no error yet. */
  readonly isOffering: boolean
  /** Whether the person has opened a profile: they know what answers. */
  readonly hasOpened: boolean
  readonly isFixed: boolean
  readonly error: string | null
  readonly onChange: (address: string) => void
}

/** The address of the server, with what answers there. */
export function AddressField(props: AddressFieldProps) {
  const { value, check, isOffering, hasOpened, isFixed, error, onChange } = props
  const t = useTranslations()
  const isAsked = isOffering && isForeign(check)
  const problem =
    check.state === 'problem' && !isAsked
      ? t(`signInProblems.${keyOfCode(en.signInProblems, check.code)}`)
      : null
  return (
    <Field
      className={styles['address']}
      label={t('join.address')}
      name="address"
      value={value}
      readOnly={isFixed}
      onChange={(event) => onChange(event.target.value)}
      error={error ?? problem}
      hint={<ServerHint check={check} isAsked={isAsked && !hasOpened} />}
      before={<Globe size={18} strokeWidth={1.75} aria-hidden="true" />}
      spellCheck={false}
      autoCapitalize="none"
      inputMode="url"
    />
  )
}
