import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AppState } from '../../shared/ipc/contract.ts'
import { FirstRun } from '../features/onboarding/first-run.tsx'
import { systemLanguage, Words } from '../i18n/words.tsx'
import { AppServicesProvider, useModel, type AppServices } from '../state/app-context.tsx'
import { TipGroup } from '../ui/tip.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { LiveRegions } from './live-regions.tsx'
import { Problem } from './problem.tsx'
import { QuitQuestion } from './quit-question.tsx'
import { useDocument } from './use-document.ts'
import { useZoomKeys } from './use-zoom-keys.ts'
import { Workspace } from './workspace.tsx'

/** The page, once its first state has been asked for. */
export function App({ services }: { services: AppServices }) {
  return (
    <AppServicesProvider services={services}>
      <Localised />
    </AppServicesProvider>
  )
}

function Localised() {
  const app = useModel((model) => model.app)
  const language = app?.language ?? systemLanguage()
  useDocument(app, language)
  return (
    <Words language={language} hours={app?.preferences.hours ?? 'language'}>
      <ErrorBoundary>
        <TipGroup>
          {app ? <Screen app={app} /> : <NotStarted />}
          <QuitQuestion />
          <LiveRegions />
        </TipGroup>
      </ErrorBoundary>
    </Words>
  )
}

function NotStarted() {
  const t = useTranslations('crash')
  return <Problem title="Causerie" text={t('start')} />
}

function Screen({ app }: { app: AppState }) {
  useZoomKeys()
  const isExpired = useModel((model) => model.link?.state.phase === 'signed-out')
  const [wantsSignIn, setWantsSignIn] = useState(false)
  const [isHosting, setIsHosting] = useState(false)
  const hosting = { isHosting, onHosting: setIsHosting }
  if (!isExpired && wantsSignIn) setWantsSignIn(false)
  // Whoever has started a server sees what came of it before the room that it has.
  if (!app.session || isHosting) return <FirstRun app={app} {...hosting} />
  const onBack = () => setWantsSignIn(false)
  if (isExpired && wantsSignIn) return <FirstRun app={app} onBack={onBack} {...hosting} />
  return <Workspace onSignIn={() => setWantsSignIn(true)} />
}
