import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { OwnRow, OwnTile } from '../features/account/own-row.tsx'
import { Composer } from '../features/composer/composer.tsx'
import { Banner, hasBanner } from '../features/connection/banner.tsx'
import { StatusDot, StatusLine } from '../features/connection/status-line.tsx'
import { PeopleList, PeopleTiles } from '../features/presence/people-list.tsx'
import { PeoplePile } from '../features/presence/people-pile.tsx'
import { RoomHeader } from '../features/rooms/room-header.tsx'
import { RoomList, RoomTiles } from '../features/rooms/room-list.tsx'
import { ServerEmblem, ServerHeader } from '../features/rooms/server-header.tsx'
import { Timeline } from '../features/timeline/timeline.tsx'
import { useSession } from '../state/app-context.tsx'
import { useLinkView } from '../state/use-link-view.ts'
import { useMedia } from '../ui/use-media.ts'
import { NoticeStack } from './notice-stack.tsx'
import { useComposerPort } from './use-composer-port.ts'
import styles from './workspace.module.css'

/** The window of whoever is signed in: the sidebar, and the room beside it. */
export function Workspace({ onSignIn }: { onSignIn: () => void }) {
  const { room } = useSession()
  const { phase } = useLinkView()
  const isNarrow = useMedia('(width < 760px)')
  const field = useRef<HTMLTextAreaElement>(null)
  const composer = useComposerPort(field, room.id)
  const [ownSends, setOwnSends] = useState(0)

  useEffect(() => composer.focus(), [composer])

  return (
    <div className={styles['workspace']}>
      {isNarrow ? <Rail onOpen={composer.focus} /> : <Sidebar onOpen={composer.focus} />}
      <main className={styles['pane']}>
        <RoomHeader people={<PeoplePile />} />
        <Banner phase={phase} onSignIn={onSignIn} onFocusHome={composer.focus} />
        <div className={styles['stage']}>
          <Timeline composer={composer} ownSends={ownSends} hasBanner={hasBanner(phase)} />
          <NoticeStack onFocusHome={composer.focus} />
        </div>
        <Composer field={field} onSent={() => setOwnSends((count) => count + 1)} />
      </main>
    </div>
  )
}

function Sidebar({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations('nav')
  return (
    <nav className={styles['sidebar']} aria-label={t('label')}>
      <ServerHeader status={<StatusLine />} />
      <div className={styles['sections']}>
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
      <div className={styles['tiles']}>
        <RoomTiles onOpen={onOpen} />
        <span className={styles['rule']} />
        <PeopleTiles />
      </div>
      <OwnTile />
    </nav>
  )
}
