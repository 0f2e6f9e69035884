import { useEffect, useRef, useState } from 'react'
import { NewServerLimits } from '../features/account/server-limits.tsx'
import { useSignOut } from '../features/account/use-sign-out.tsx'
import { Composer } from '../features/composer/composer.tsx'
import { Banner, hasBanner } from '../features/connection/banner.tsx'
import { CatchUpBar } from '../features/connection/catch-up-bar.tsx'
import { CopyBanner } from '../features/connection/copy-banner.tsx'
import { IncidentCards } from '../features/incidents/incident-cards.tsx'
import { BellButton } from '../features/notifications/bell-button.tsx'
import { NotificationCentre } from '../features/notifications/notification-centre.tsx'
import { PeoplePile } from '../features/presence/people-pile.tsx'
import { PersonCard } from '../features/presence/person-card.tsx'
import { MenuButton } from '../features/rooms/menu-button.tsx'
import { RoomHeader } from '../features/rooms/room-header.tsx'
import { Timeline } from '../features/timeline/timeline.tsx'
import { useModel, useServices, useSession } from '../state/app-context.tsx'
import type { ComposerPort } from '../state/composer-port.ts'
import { useLinkView } from '../state/use-link-view.ts'
import { useQuiet } from '../state/use-quiet.ts'
import { NoticeStack } from './notice-stack.tsx'
import { SettingsLayer } from './settings-layer.tsx'
import { SwitcherLayer } from './switcher-layer.tsx'
import { useAlerts } from './use-alerts.ts'
import { useCentre, usePlaceOpened } from './use-centre.ts'
import { useComposerPort } from './use-composer-port.ts'
import { useLocalServerNotice } from './use-local-server-notice.ts'
import { useNetwork } from './use-network.ts'
import { useShortcuts, type WindowRuns } from './use-shortcuts.ts'
import { useSide } from './use-side.ts'
import { Side } from './workspace-side.tsx'
import styles from './workspace.module.css'

/** The window of whoever is signed in: the sidebar, the room beside it, and what lies over both. */
export function Workspace({ onSignIn }: { onSignIn: () => void }) {
  const { navigation } = useServices()
  const { room } = useSession()
  const { phase } = useLinkView()
  const copyProblem = useModel(({ copy }) => copy.problem)
  const hasSettings = useModel((model) => model.settingsPage !== null)
  const field = useRef<HTMLTextAreaElement>(null)
  const composer = useComposerPort(field, room.id)
  const [ownSends, setOwnSends] = useState(0)

  const bell = useRef<HTMLButtonElement>(null)
  const centre = useCentre(bell)
  const side = useSide(composer.element)
  const { signOut, question } = useSignOut()
  const toEnd = () => setOwnSends((count) => count + 1)
  const run = { centre: centre.toggle, quiet: useQuiet().toggle, sidebar: side.toggle }
  useEffect(() => composer.focus(), [composer])
  useAlerts()
  useLocalServerNotice()
  useNetwork()
  useShortcuts(run)
  usePlaceOpened({
    room() {
      centre.leave()
      composer.focus()
      toEnd()
    },
    notification: centre.show,
    settings: () => navigation.openSettings(),
    any: side.drawer.leave
  })

  return (
    <>
      <div className={styles['workspace']} inert={hasSettings}>
        <Side side={side} onOpenRoom={composer.focus} onSignOut={signOut} />
        <main className={styles['pane']}>
          <RoomHeader
            menu={side.kind === 'none' && <MenuButton isOpen={side.drawer.isOpen} onPress={side.toggle} />}
            people={<PeoplePile onFocusHome={composer.focus} />}
            bell={<BellButton ref={bell} isOpen={centre.isOpen} onPress={centre.toggle} />}
          />
          {copyProblem ? (
            <CopyBanner problem={copyProblem} />
          ) : (
            <Banner phase={phase} onSignIn={onSignIn} onFocusHome={composer.focus} />
          )}
          <CatchUpBar />
          <div className={styles['stage']}>
            <Timeline
              composer={composer}
              ownSends={ownSends}
              hasBanner={copyProblem !== null || hasBanner(phase)}
              isCovered={hasSettings || (side.isNarrow && centre.isOpen)}
            />
            {!hasSettings && <NoticeStack onFocusHome={composer.focus} />}
          </div>
          <IncidentCards onFocusHome={composer.focus} />
          <Composer field={field} onSent={toEnd} />
          {centre.isOpen && <NotificationCentre wanted={centre.wanted} />}
        </main>
      </div>
      <Layers composer={composer} run={run} onSignOut={signOut} />
      {question}
    </>
  )
}

interface LayersProps {
  readonly composer: ComposerPort
  readonly run: WindowRuns
  readonly onSignOut: () => void
}

/** What lies over the sidebar and the room, while there is any of it. */
function Layers({ composer, run, onSignOut }: LayersProps) {
  const hasSettings = useModel((model) => model.settingsPage !== null)
  return (
    <>
      {hasSettings && (
        <div className={styles['notices']}>
          <NoticeStack onFocusHome={focusSettings} />
        </div>
      )}
      <PersonCard home={composer.element} />
      <SettingsLayer onSignOut={onSignOut} onFocusHome={composer.focus} />
      <SwitcherLayer run={run} onSignOut={onSignOut} onFocusHome={composer.focus} />
      <NewServerLimits focusAfter={composer.element} />
    </>
  )
}

/** The composer is behind the settings, and takes no focus there. */
function focusSettings(): void {
  document.getElementById('settings-page')?.focus()
}
