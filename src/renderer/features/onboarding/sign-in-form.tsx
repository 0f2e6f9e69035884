import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { UnopenedAccount } from '../../../shared/ipc/contract.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field } from '../../ui/field.tsx'
import { AddressField } from './address-field.tsx'
import { ConnectionTest } from './connection-test.tsx'
import { Credentials } from './credentials.tsx'
import { OpenProfile } from './open-profile.tsx'
import { ProfileOffer } from './profile-offer.tsx'
import { OwnServerOffer, ServerOffer } from './server-offer.tsx'
import styles from './sign-in-form.module.css'
import { UnopenedNote } from './unopened-note.tsx'
import { useSignInForm } from './use-sign-in-form.ts'

interface SignInFormProps {
  /** Why the account of the last run is not open; null: there is none, or it is. */
  readonly unopened: UnopenedAccount | null
  readonly address: string
  readonly username: string
  /** Whether the account, whose session has expired, has a profile of its own. */
  readonly hasOwnProfile: boolean
  /** Whether it was joined with a pasted token. */
  readonly hasOwnToken: boolean
  /** Whether that is on the server inside the app. */
  readonly isOnOwn: boolean
  /** Back to the account whose session has expired; null when there is none. */
  readonly onBack: (() => void) | null
  readonly onHost: () => void
}

export function SignInForm({ unopened, isOnOwn, onBack, onHost, ...account }: SignInFormProps) {
  const t = useTranslations()
  const state = useSignInForm({ ...account, isAgain: onBack !== null })
  const { form, input, check, found, profiles, profile, signIn, set, errorAt } = state
  const { isSetup, problem } = signIn
  const words = isSetup ? 'setup' : onBack ? 'again' : 'join'
  return (
    <form ref={form} className={styles['form']} noValidate onSubmit={state.submit}>
      <h1 className={styles['title']}>{t(`${words}.title`)}</h1>
      <p className={styles['sub']}>
        {isSetup && found ? t('setup.sub', { server: found.name }) : t(onBack ? 'again.sub' : 'join.sub')}
      </p>
      {unopened && <UnopenedNote unopened={unopened} />}
      <AddressField
        value={input.address}
        check={check}
        isOffering={profile !== null}
        hasOpened={profiles.choice.opened !== null}
        isFixed={account.hasOwnProfile}
        error={errorAt('address')}
        onChange={(address) => set({ address })}
      />
      <Credentials
        input={input}
        isSetup={isSetup}
        isToken={signIn.isToken}
        errorAt={errorAt}
        onChange={set}
      />
      {/* What the server asks besides comes when it has answered, below what is typed already. */}
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
      {profile && (
        <ProfileOffer
          choice={profiles.choice}
          problem={profiles.problem}
          onChange={state.chooseProfile}
          onOpen={state.openProfile}
        />
      )}
      <div className={styles['keep']}>
        <Checkbox
          label={t('join.keep')}
          checked={input.keep}
          onChange={(event) => set({ keep: event.target.checked })}
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
        isBusy={signIn.isBusy}
        busyLabel={t(`${words}.going`)}
      >
        {t(`${words}.go`)}
      </Button>
      {onBack ? (
        <>
          {isOnOwn && <OwnServerOffer onHost={onHost} />}
          <Button kind="ghost" className={styles['back']} onClick={onBack}>
            {t('action.back')}
          </Button>
        </>
      ) : (
        <OtherWays state={state} onHost={onHost} />
      )}
    </form>
  )
}

interface OtherWaysProps {
  readonly state: ReturnType<typeof useSignInForm>
  readonly onHost: () => void
}

/** Below the way in: trying a profile first, a server of this computer, and a profile's file. */
function OtherWays({ state, onHost }: OtherWaysProps) {
  const t = useTranslations('profile')
  const { input, found, profiles, profile, signIn } = state
  const password = signIn.isToken ? input.password.trim() : input.password
  return (
    <>
      {profile && (
        <ConnectionTest
          input={{ address: input.address, username: input.username.trim(), password, profile }}
        />
      )}
      {!profile && (
        <ServerOffer
          addresses={[input.address.trim(), found?.origin ?? '']}
          isSetup={signIn.isSetup}
          onChoose={(address) => state.goOn({ address })}
          onHost={onHost}
        />
      )}
      {!profile && !signIn.isSetup && (
        <OpenProfile label={t('openFile')} problem={profiles.problem} onOpen={state.openProfile} />
      )}
    </>
  )
}
