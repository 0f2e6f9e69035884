import { useCallback, useEffect, useState } from 'react'
import { useModel, useServices } from '../../state/app-context.tsx'
import type { NotificationList, NotificationTab } from '../../state/notifications.ts'

/** One tab of the centre, read when it is shown. `failed` says which read did not work. */
export function useNotificationList(tab: NotificationTab): {
  list: NotificationList | undefined
  failed: 'first' | 'older' | null
  retry: () => void
  readOlder: () => void
} {
  const { centre } = useServices()
  const list = useModel((model) => model.notificationLists[tab])
  const [failed, setFailed] = useState<'first' | 'older' | null>(null)
  const open = useCallback(
    () => void centre.open(tab).then((isRead) => setFailed(isRead ? null : 'first')),
    [centre, tab]
  )
  const readOlder = useCallback(
    () => void centre.readOlder(tab).then((isRead) => setFailed(isRead ? null : 'older')),
    [centre, tab]
  )
  const retry = () => {
    const again = failed === 'older' ? readOlder : open
    setFailed(null)
    again()
  }
  useEffect(open, [open])
  return { list, failed, retry, readOlder }
}
