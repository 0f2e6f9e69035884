import { useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useServices, useSession } from '../../state/app-context.tsx'
import type { ComposerPort } from '../../state/composer-port.ts'
import { isLinked } from '../../state/link.ts'
import { shownMessages } from '../../state/timeline.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { Button } from '../../ui/button.tsx'
import { JumpButton } from './jump-button.tsx'
import { RoomStart, EmptyArt } from './room-start.tsx'
import { rowElement } from './row-element.ts'
import { Rows } from './rows-view.tsx'
import { ScrollKeeper } from './scroll-keeper.tsx'
import { Skeleton } from './skeleton.tsx'
import styles from './timeline.module.css'
import { useDeletion } from './use-deletion.tsx'
import { useReading } from './use-reading.ts'
import { neighbourOf, useRoving } from './use-roving.ts'
import { useRowActions } from './use-row-actions.ts'

interface TimelineProps {
  readonly composer: ComposerPort
  /** Grows with every message that the composer has sent. */
  readonly ownSends: number
  readonly hasBanner: boolean
}

/** The messages of the open room. */
export function Timeline({ composer, ownSends, hasBanner }: TimelineProps) {
  const t = useTranslations()
  const { room, user } = useSession()
  const { store, voice } = useServices()
  const frame = useRef<HTMLDivElement>(null)
  const reading = useReading(room.id, ownSends)
  const isOnline = isLinked(useLinkView().phase)
  const removal = !user.isSuperuser ? 'never' : isOnline ? 'now' : 'offline'
  const { timeline } = reading
  const messages = useMemo(() => (timeline ? shownMessages(timeline) : []), [timeline])
  const ids = useMemo(() => messages.map((message) => message.clientId), [messages])

  const deletion = useDeletion()
  const askToDelete = (id: string): void => {
    const message = timeline?.messagesByClientId.get(id)
    if (!message?.placement || removal === 'never') return
    if (removal === 'offline') return voice.assertive(t('delete.offline'))
    const next = (): HTMLElement | null => {
      const left = store.getState().timelinesByRoomId[room.id]?.order ?? []
      return rowElement(frame.current, neighbourOf(id, ids, left)) ?? composer.element()
    }
    deletion.ask(message, { next, back: () => rowElement(frame.current, id) ?? next() })
  }
  const roving = useRoving({ frame, ids, composer, onDelete: askToDelete, onEnd: reading.jumpToEnd })
  const actions = useRowActions({ composer, onDelete: askToDelete })
  const isEmpty = timeline !== undefined && messages.length === 0 && !timeline.hasOlder

  return (
    <div ref={frame} className={styles['frame']} onFocus={roving.onFocus} onBlur={roving.onBlur}>
      {isEmpty && <EmptyArt />}
      <ScrollKeeper
        label={t('list.label', { room: room.name })}
        className={styles['scroll']}
        columnClassName={styles['column']}
        isUnderBanner={hasBanner}
        holdsEnd={timeline?.hasNewer !== true}
        toEnd={reading.jumps + ownSends}
        onMove={reading.onMove}
        onKeyDown={roving.onKeyDown}
      >
        {!timeline && !reading.failed && <Skeleton />}
        {timeline && !timeline.hasOlder && <RoomStart onGreet={isEmpty ? composer.offer : null} />}
        {reading.failed && (
          <div className={styles['failure']} role="alert">
            {t(reading.failed === 'older' ? 'list.olderFailed' : 'list.failed')}
            <Button size="small" onClick={reading.retry}>
              {t('action.retry')}
            </Button>
          </div>
        )}
        <Rows
          messages={messages}
          ownId={user.id}
          tabStop={roving.tabStop}
          removal={removal}
          actions={actions}
        />
      </ScrollKeeper>
      {(reading.isFar || reading.unseen > 0) && (
        <JumpButton unseen={reading.unseen} onJump={reading.jumpToEnd} />
      )}
      {deletion.dialog}
    </div>
  )
}
