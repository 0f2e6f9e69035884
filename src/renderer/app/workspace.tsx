import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { OwnRow, OwnTile } from '../features/account/own-row.tsx'
import { NewServerLimits } from '../features/account/server-limits.tsx'
import { Composer } from '../features/composer/composer.tsx'
import { Banner, hasBanner } from '../features/connection/banner.tsx'
import { StatusDot, StatusLine } from '../features/connection/status-line.tsx'
import { BellButton } from '../features/notifications/bell-button.tsx'
import { NotificationCentre } from '../features/notifications/notification-centre.tsx'
import { PeopleList, PeopleTiles } from '../features/presence/people-list.tsx'
import { PeoplePile } from '../features/presence/people-pile.tsx'
import { RoomHeader } from '../features/rooms/room-header.tsx'
import { RoomList, RoomTiles } from '../features/rooms/room-list.tsx'
import { ServerEmblem, ServerHeader } from '../features/rooms/server-header.tsx'
import { Timeline } from '../features/timeline/timeline.tsx'
import { useServices, useSession } from '../state/app-context.tsx'
import { useLinkView } from '../state/use-link-view.ts'
import { useQuiet } from '../state/use-quiet.ts'
import { useMedia } from '../ui/use-media.ts'
import { NoticeStack } from './notice-stack.tsx'
import { useAlerts } from './use-alerts.ts'
import { useCentre, usePlaceOpened } from './use-centre.ts'
import { useComposerPort } from './use-composer-port.ts'
import { useNetwork } from './use-network.ts'
import { useShortcuts } from './use-shortcuts.ts'
import styles from './workspace.module.css'

/** The window of whoever is signed in: the sidebar, and the room beside it. */
export function Workspace({ onSignIn }: { onSignIn: () => void }) {
  const { navigation } = useServices()
  const { room } = useSession()
  const { phase } = useLinkView()
  const isNarrow = useMedia('(width < 760px)')
  const field = useRef<HTMLTextAreaElement>(null)
  const composer = useComposerPort(field, room.id)
  const [ownSends, setOwnSends] = useState(0)

  const bell = useRef<HTMLButtonElement>(null)
  const centre = useCentre(bell)
  const toEnd = () => setOwnSends((count) => count + 1)

  useEffect(() => composer.focus(), [composer])
  useAlerts()
  useNetwork()
  useShortcuts({ toggleCentre: centre.toggle, toggleQuiet: useQuiet().toggle })
  usePlaceOpened({
    room() {
      centre.leave()
      composer.focus()
      toEnd()
    },
    notification: centre.show,
    settings: navigation.openSettings
  })

  return (
    <div className={styles['workspace']}>
      {isNarrow ? <Rail onOpen={composer.focus} /> : <Sidebar onOpen={composer.focus} />}
      <main className={styles['pane']}>
        <RoomHeader
          people={<PeoplePile />}
          bell={<BellButton ref={bell} isOpen={centre.isOpen} onPress={centre.toggle} />}
        />
        <Banner phase={phase} onSignIn={onSignIn} onFocusHome={composer.focus} />
        <div className={styles['stage']}>
          <Timeline
            composer={composer}
            ownSends={ownSends}
            hasBanner={hasBanner(phase)}
            isCovered={isNarrow && centre.isOpen}
          />
          <NoticeStack onFocusHome={composer.focus} />
        </div>
        <Composer field={field} onSent={toEnd} />
        {centre.isOpen && <NotificationCentre wanted={centre.wanted} />}
      </main>
      <NewServerLimits focusAfter={composer.element} />
    </div>
  )
}

function Sidebar({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations('nav')
  return (
    <nav className={styles['sidebar']} aria-label={t('label')}>
      <ServerHeader status={<StatusLine />} />
      <div className={styles['sections']} data-scroller>
        <RoomList onOpen={onOpen} />
        <PeopleList />
      </div>
      <OwnRow />
    </nav>
  )
}

function Rail({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations('nav')
  return (
    <nav className={styles['rail']} aria-label={t('label')}>
      <ServerEmblem dot={<StatusDot />} />
      <div className={styles['tiles']} data-scroller>
        <RoomTiles onOpen={onOpen} />
        <span className={styles['rule']} />
        <PeopleTiles />
      </div>
      <OwnTile />
    </nav>
  )
}
