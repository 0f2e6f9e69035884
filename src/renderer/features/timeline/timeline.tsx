import { CircleAlert, CloudOff } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '../../state/app-context.tsx'
import type { ComposerPort } from '../../state/composer-port.ts'
import { isCutOff } from '../../state/link.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { Blank } from '../../ui/blank.tsx'
import { Button } from '../../ui/button.tsx'
import { JumpButton } from './jump-button.tsx'
import { MessageList, type ListPort } from './message-list.tsx'
import { EmptyArt } from './room-start.tsx'
import { rowElement } from './row-element.ts'
import { RowMenu } from './row-menu.tsx'
import { RowView } from './row-view.tsx'
import { Skeleton } from './skeleton.tsx'
import styles from './timeline.module.css'
import { useEditing } from './use-editing.ts'
import { usePinned } from './use-pinned.ts'
import { useReadAll } from './use-read-all.ts'
import { useReading } from './use-reading.ts'
import { useRemoval } from './use-removal.ts'
import { useRoving } from './use-roving.ts'
import { useRowActions } from './use-row-actions.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useRowMenu } from './use-row-menu.ts'
import { useShownRows } from './use-shown-rows.ts'
import { useToday } from './use-today.ts'
import { useUnfolding } from './use-unfolding.ts'

interface TimelineProps {
  readonly composer: ComposerPort
  /** Grows with every message that the composer has sent. */
  readonly ownSends: number
  readonly hasBanner: boolean
  /** Something lies over all of it: nobody sees what arrives. */
  readonly isCovered: boolean
}

/** The messages of the open room. */
export function Timeline({ composer, ownSends, hasBanner, isCovered }: TimelineProps) {
  const t = useTranslations()
  const { room, user } = useSession()
  const frame = useRef<HTMLDivElement>(null)
  const list = useRef<ListPort>(null)
  const today = useToday()
  const reading = useReading(room.id, { ownSends, isCovered })
  const { timeline } = reading
  const { ids, rows, drawn } = useShownRows(timeline, { roomId: room.id, ownId: user.id, today })
  const { removal, ask, dialog } = useRemoval({ frame, timeline, ids, composer })
  const unfolding = useUnfolding(frame)
  const menu = useRowMenu()
  const actions = useRowActions({
    composer,
    onDelete: ask,
    onMenu: menu.open,
    onUnfold: unfolding.unfold
  })
  const { editedId, editor } = useEditing({ timeline, composer, copy: actions.copyText })
  const onRowKey = useRowKeys(timeline, actions)
  const roving = useRoving({ frame, list, rows, ids, composer, onEnd: reading.jumpToEnd, onRowKey })
  const pinned = usePinned(frame, ids, [roving.tabStop, editedId])
  useReadAll(() => {
    reading.readAll()
    // A message further up would have the focus out of sight.
    if (frame.current?.contains(document.activeElement)) composer.focus()
  })
  // The button goes away under the press.
  const retry = () => {
    composer.focus()
    reading.retry()
  }
  const isOffline = isCutOff(useLinkView().phase)
  const isEmpty = timeline !== undefined && ids.length === 0 && !timeline.hasOlder
  const isStillAway = isEmpty && rows[0]?.kind === 'gap'

  return (
    <div
      ref={frame}
      className={styles['frame']}
      data-frame
      data-banner={hasBanner || undefined}
      onFocus={roving.onFocus}
      onBlur={roving.onBlur}
    >
      {isEmpty && !isStillAway && <EmptyArt />}
      {isStillAway && isOffline ? (
        <Blank
          icon={<CloudOff size={22} strokeWidth={1.75} aria-hidden="true" />}
          title={t('missing.roomTitle')}
          text={t('missing.roomText')}
        />
      ) : timeline ? (
        <MessageList
          label={t('list.label', { room: room.name })}
          rows={drawn.rows}
          today={today}
          holdsEnd={!timeline.hasNewer}
          isAtEnd={reading.isAtEnd}
          pinned={pinned}
          closingByKey={drawn.closingByKey}
          growing={unfolding.last}
          toEnd={reading.jumps + ownSends}
          port={list}
          onMove={reading.onMove}
          onKeyDown={roving.onKeyDown}
          renderRow={(row) => (
            <RowView
              row={row}
              today={today}
              ownId={user.id}
              tabStop={roving.tabStop}
              unfolded={unfolding.all}
              menuFor={menu.openFor}
              editedId={editedId}
              editor={editor}
              closing={drawn.closingByKey.get(row.key)}
              removal={removal}
              actions={actions}
              onGreet={isEmpty ? composer.offer : null}
            />
          )}
        />
      ) : (
        <div className={styles['scroll']}>
          {reading.failed ? (
            <Blank
              hasFailed
              icon={<CircleAlert size={22} strokeWidth={1.75} aria-hidden="true" />}
              title={t('list.failed')}
              action={<Button onClick={retry}>{t('action.retry')}</Button>}
            />
          ) : (
            <>
              <div className={styles['spacer']} />
              <Skeleton />
            </>
          )}
        </div>
      )}
      {timeline && reading.failed && (
        <div className={styles['failure']} role="alert">
          {t(reading.failed === 'older' ? 'list.olderFailed' : 'list.failed')}
          <Button size="small" onClick={retry}>
            {t('action.retry')}
          </Button>
        </div>
      )}
      {(reading.isFar || reading.unseen > 0) && (
        <JumpButton unseen={reading.unseen} unread={reading.unread} onJump={reading.jumpToEnd} />
      )}
      {menu.state && (
        <RowMenu
          key={menu.state.message.clientId}
          state={menu.state}
          removal={removal}
          actions={actions}
          focusAfter={(id) => rowElement(frame.current, id) ?? composer.element()}
          onClose={menu.close}
        />
      )}
      {dialog}
    </div>
  )
}
