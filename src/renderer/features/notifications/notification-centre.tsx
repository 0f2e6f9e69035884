import { Megaphone } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useModel, useServices, useSession } from '../../state/app-context.tsx'
import type { NotificationTab } from '../../state/notifications.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { AnnouncementDialog } from './announcement-dialog.tsx'
import { LocalNotes } from './local-notes.tsx'
import { NotificationList } from './notification-list.tsx'
import styles from './notifications.module.css'

interface NotificationCentreProps {
  /** The notification that somebody came to see; a new object each time. */
  readonly wanted: { readonly id: number } | null
}

/** The panel over the pane: what the server, and people through it, have told the reader. */
export function NotificationCentre({ wanted }: NotificationCentreProps) {
  const t = useTranslations('centre')
  const titleId = useId()
  const { client } = useServices()
  const { user, server } = useSession()
  const { general, personal } = useModel((model) => model.unreadNotifications)
  const panel = useRef<HTMLDivElement>(null)
  const [tab, setTab] = useState<NotificationTab>('all')
  const [isAnnouncing, setIsAnnouncing] = useState(false)
  const [asked, setAsked] = useState<object | null>(null)
  const [served, setServed] = useState<object | null>(null)
  // Whatever tab was open, what somebody came to see is in this one.
  if (wanted && wanted !== asked) {
    setAsked(wanted)
    setTab('all')
  }

  useEffect(() => {
    const { current } = panel
    // What somebody came to see may have the focus already.
    if (!current?.contains(document.activeElement)) current?.focus({ preventScroll: true })
  }, [])

  const counts: Record<NotificationTab, number> = { all: general + personal, general, personal }
  const tabLabel = (value: NotificationTab) => (
    <>
      {t(value)}
      <Badge count={counts[value]} />
      {counts[value] > 0 && <Hidden>{t('unread', { count: counts[value] })}</Hidden>}
    </>
  )
  return (
    <div ref={panel} className={styles['panel']} role="dialog" aria-labelledby={titleId} tabIndex={-1}>
      <div className={styles['head']}>
        <h2 id={titleId}>{t('title')}</h2>
        {counts.all > 0 && (
          <Button
            kind="ghost"
            size="small"
            onClick={() => {
              panel.current?.focus({ preventScroll: true })
              void client.call('notifications.markAllRead', {})
            }}
          >
            {t('markAll')}
          </Button>
        )}
      </div>
      <Tabs
        label={t('title')}
        value={tab}
        options={(['all', 'general', 'personal'] as const).map((value) => ({
          value,
          label: tabLabel(value)
        }))}
        onChange={setTab}
      >
        <NotificationList
          tab={tab}
          wanted={wanted === served ? null : wanted}
          onServed={() => setServed(wanted)}
        />
      </Tabs>
      <LocalNotes />
      {user.isSuperuser && server.capabilities.announcements && (
        <div className={styles['foot']}>
          <Button onClick={() => setIsAnnouncing(true)}>
            <Megaphone size={16} strokeWidth={2} aria-hidden="true" />
            {t('new')}
          </Button>
          <AnnouncementDialog isOpen={isAnnouncing} onClose={() => setIsAnnouncing(false)} />
        </div>
      )}
    </div>
  )
}
