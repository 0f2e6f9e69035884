import { useTranslations } from 'use-intl'
import type { AppState } from '../../../shared/ipc/contract.ts'
import { languages } from '../../i18n/languages.ts'
import { useConfigure } from '../../state/use-preferences.ts'
import { Segmented } from '../../ui/segmented.tsx'
import styles from './first-run.module.css'
import { Poster } from './poster.tsx'
import { SignInForm } from './sign-in-form.tsx'

interface FirstRunProps {
  readonly app: AppState
  /** Back to the account whose session has expired; null when there is none. */
  readonly onBack?: (() => void) | null
}

/** The page of whoever is not signed in: the poster and the form. */
export function FirstRun({ app, onBack = null }: FirstRunProps) {
  const t = useTranslations('join')
  const configure = useConfigure()
  const address = app.session?.server.origin ?? app.suggestedAddress ?? ''
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
        {/* A link to another server begins the form anew. */}
        <SignInForm
          key={address}
          address={address}
          username={app.session?.user.username ?? ''}
          hasOwnProfile={app.session?.server.capabilities.numbers === false}
          hasOwnToken={app.session?.server.takesToken ?? false}
          onBack={onBack}
        />
      </main>
    </div>
  )
}
