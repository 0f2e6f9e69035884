import { Bell, CircleAlert } from 'lucide-react'
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode
} from 'react'
import { useTranslations } from 'use-intl'
import type { Notification } from '../../../shared/model/notification.ts'
import { useDates } from '../../i18n/words.tsx'
import { useModel, useServices } from '../../state/app-context.tsx'
import type { NotificationTab } from '../../state/notifications.ts'
import { Blank } from '../../ui/blank.tsx'
import { Button } from '../../ui/button.tsx'
import { daysAgo, groupByDay } from './group-by-day.ts'
import { itemElement } from './item-element.ts'
import { NotificationItem } from './notification-item.tsx'
import { NotificationSkeleton } from './notification-skeleton.tsx'
import styles from './notifications.module.css'
import { useNotificationList } from './use-notification-list.ts'
import { useWanted } from './use-wanted.ts'

/** How near to its end the list asks for what is older. */
const NEAR = 400

interface NotificationListProps {
  readonly tab: NotificationTab
  /** The one that somebody came to see; a new object each time. */
  readonly wanted: { readonly id: number } | null
  readonly onServed: () => void
}

export function NotificationList({ tab, wanted, onServed }: NotificationListProps) {
  const t = useTranslations('centre')
  const actions = useTranslations('action')
  const { client } = useServices()
  const { list, failed, retry, readOlder } = useNotificationList(tab)
  const frame = useRef<HTMLDivElement>(null)
  const [now] = useState(() => Date.now())
  const [openIds, setOpenIds] = useState<ReadonlySet<number>>(new Set())
  const [currentId, setCurrentId] = useState<number | null>(null)
  const items = list?.items ?? []
  const tabStop = items.some(({ id }) => id === currentId) ? currentId : (items[0]?.id ?? null)

  const read = (id: number) => void client.call('notifications.markRead', { id })
  const press = (notification: Notification) => {
    setOpenIds((ids) => toggled(ids, notification.id))
    if (!notification.isRead) read(notification.id)
  }
  const readAndStay = (id: number) => {
    read(id)
    // The button goes away under the press.
    itemElement(frame.current, id)?.focus()
  }
  const retryAndStay = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    currentTarget.closest<HTMLElement>('[role=tabpanel]')?.focus()
    retry()
  }
  const readOlderWhenNear = () => {
    const { scrollTop, clientHeight, scrollHeight } = frame.current ?? document.documentElement
    if (list?.hasOlder && !failed && scrollHeight - scrollTop - clientHeight < NEAR) readOlder()
  }
  // A page may be too short to fill the panel, and then nothing scrolls.
  useEffect(readOlderWhenNear)
  useWanted({
    frame,
    wanted,
    list,
    readOlder,
    onFound: (id) => setOpenIds((ids) => new Set(ids).add(id)),
    onServed
  })

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const id = idAt(event.target)
    if (id === null || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key.toLowerCase() === 'u') {
      if (items.some((item) => item.id === id && !item.isRead)) readAndStay(id)
      return
    }
    const index = items.findIndex((item) => item.id === id)
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const item = items[Math.min(Math.max(next, 0), items.length - 1)]
    if (item) itemElement(frame.current, item.id)?.focus()
  }

  if (!list) {
    if (failed) {
      return (
        <Blank
          hasFailed
          icon={<CircleAlert size={22} strokeWidth={1.75} aria-hidden="true" />}
          title={t('failed')}
          action={<Button onClick={retryAndStay}>{actions('retry')}</Button>}
        />
      )
    }
    return <NotificationSkeleton />
  }
  if (items.length === 0 && !list.hasOlder) return <Empty />
  return (
    <div
      ref={frame}
      className={styles['list']}
      onScroll={readOlderWhenNear}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setCurrentId(idAt(target) ?? currentId)}
    >
      {groupByDay(items).map((day) => (
        <DayGroup key={day.key} at={day.at} now={now}>
          {day.notifications.map((notification) => (
            <NotificationItem
              key={notification.id}
              notification={notification}
              isOpen={openIds.has(notification.id)}
              isTabStop={notification.id === tabStop}
              onPress={press}
              onRead={readAndStay}
            />
          ))}
        </DayGroup>
      ))}
      {failed && <Failure text={t('failed')} retry={actions('retry')} onRetry={retryAndStay} />}
    </div>
  )
}

function DayGroup({ at, now, children }: { at: number; now: number; children: ReactNode }) {
  const t = useTranslations('list')
  const dates = useDates()
  const id = useId()
  const ago = daysAgo(at, now)
  return (
    <section>
      <h3 id={id} className={styles['day']}>
        {ago === 0 ? t('today') : ago === 1 ? t('yesterday') : dates.day(at, now)}
      </h3>
      <ul aria-labelledby={id}>{children}</ul>
    </section>
  )
}

interface FailureProps {
  readonly text: string
  readonly retry: string
  readonly onRetry: (event: MouseEvent<HTMLElement>) => void
}

function Failure({ text, retry, onRetry }: FailureProps) {
  return (
    <div className={styles['failure']} role="alert">
      {text}
      <Button size="small" onClick={onRetry}>
        {retry}
      </Button>
    </div>
  )
}

function Empty() {
  const t = useTranslations('centre')
  // Nothing to show is not yet nothing to read.
  const hasUnlisted = useModel((model) => model.unreadNotifications.unlisted > 0)
  return (
    <Blank
      icon={<Bell size={22} strokeWidth={1.75} aria-hidden="true" />}
      title={t(hasUnlisted ? 'nothingShown' : 'emptyTitle')}
      text={t('emptyBody')}
    />
  )
}

function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Which notification an element belongs to. */
function idAt(target: EventTarget): number | null {
  if (!(target instanceof Element)) return null
  const element = target.closest('li')?.querySelector<HTMLElement>('[data-notification]')
  return element ? Number(element.dataset['notification']) : null
}
