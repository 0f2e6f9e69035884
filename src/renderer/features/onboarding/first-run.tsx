import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AppState } from '../../../shared/ipc/contract.ts'
import { languages } from '../../i18n/languages.ts'
import { useConfigure } from '../../state/use-preferences.ts'
import { Segmented } from '../../ui/segmented.tsx'
import styles from './first-run.module.css'
import { Poster } from './poster.tsx'
import { ServerStart } from './server-start.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useHosting } from './use-hosting.ts'

interface FirstRunProps {
  readonly app: AppState
  /** Back to the account whose session has expired; null when there is none. */
  readonly onBack?: (() => void) | null
  /** Whether a server is being started here; until that is left, an account that is there waits. */
  readonly isHosting: boolean
  readonly onHosting: (isHosting: boolean) => void
}

/** The page of whoever is not signed in: the poster, and the form or the server that starts. */
export function FirstRun({ app, onBack = null, isHosting, onHosting }: FirstRunProps) {
  const t = useTranslations('join')
  const configure = useConfigure()
  const hosting = useHosting()
  const [chosen, setChosen] = useState<string | null>(null)
  const address = chosen ?? app.session?.server.origin ?? app.suggestedAddress ?? ''
  const host = () => {
    onHosting(true)
    hosting.start()
  }
  const leave = (to: string | null) => {
    setChosen(to)
    onHosting(false)
  }
  return (
    <div className={styles['page']}>
      <Poster />
      <main className={styles['side']}>
        <div className={styles['language']}>
          <Segmented
            label={t('language')}
            value={app.language}
            options={languages}
            onChange={(language) => void configure({ language })}
          />
        </div>
        {isHosting ? (
          <ServerStart
            server={app.localServer}
            hosting={hosting}
            onOpen={() => onHosting(false)}
            onLeave={leave}
          />
        ) : (
          // A link to another server begins the form anew.
          <SignInForm
            key={address}
            unopened={app.unopened}
            address={address}
            username={app.session?.user.username ?? ''}
            hasOwnProfile={app.session?.server.capabilities.numbers === false}
            hasOwnToken={app.session?.server.takesToken ?? false}
            isOnOwn={app.isOnLocalServer}
            onBack={onBack}
            onHost={host}
          />
        )}
      </main>
    </div>
  )
}
