import { useTranslations } from 'use-intl'
import { Checkbox } from '../../ui/checkbox.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { OpenProfile } from './open-profile.tsx'
import { nameOfOpened, type ProfileChoice } from './profile-choice.ts'
import styles from './profile.module.css'

interface ProfileOfferProps {
  readonly choice: ProfileChoice
  readonly problem: string | null
  readonly onChange: (part: Partial<ProfileChoice>) => void
  readonly onOpen: () => void
}

/** How a server that is not a Causerie server signs people in. */
export function ProfileOffer({ choice, problem, onChange, onOpen }: ProfileOfferProps) {
  const t = useTranslations('profile')
  const { name, opened, hasToken } = choice
  const token = (
    <Checkbox
      label={t('hasToken')}
      checked={hasToken}
      onChange={(event) => onChange({ hasToken: event.target.checked })}
    />
  )
  const options = [
    { value: 'token' as const, label: t('token'), more: name === 'token' && token },
    { value: 'cookie' as const, label: t('cookie') },
    ...(opened ? [{ value: 'opened' as const, label: nameOfOpened(opened) }] : [])
  ]
  return (
    <div className={styles['offer']}>
      <RadioGroup
        legend={t(opened ? 'chooseOpened' : 'choose')}
        value={name}
        options={options}
        onChange={(value) => onChange({ name: value })}
      />
      <OpenProfile label={t('open')} problem={problem} onOpen={onOpen} />
    </div>
  )
}
