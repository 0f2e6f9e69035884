import { describe, expect, it } from 'vitest'
import { makeNotification, makeNotifications } from '../testkit/make-notification.ts'
import { applyNotifications, listFromPage, withOlderPage, type NotificationLists } from './notifications.ts'

const ids = (lists: NotificationLists, tab: 'all' | 'general' | 'personal'): number[] | undefined =>
  lists[tab]?.items.map(({ id }) => id)

const held = (from: number, to: number, hasOlder = true) => ({ items: makeNotifications(from, to), hasOlder })

describe('a page of notifications', () => {
  it('is held as it comes, newest first', () => {
    const page = { notifications: makeNotifications(3, 5), users: [], hasOlder: true }
    expect(listFromPage(page)).toEqual({ items: page.notifications, hasOlder: true })
    expect(page.notifications.map(({ id }) => id)).toEqual([5, 4, 3])
  })

  it('goes below what is held, without doubles', () => {
    const page = { notifications: makeNotifications(1, 3), users: [], hasOlder: false }
    const list = withOlderPage(held(3, 5), page)
    expect(list.items.map(({ id }) => id)).toEqual([5, 4, 3, 2, 1])
    expect(list.hasOlder).toBe(false)
  })
})

describe('a change', () => {
  it('puts what is new on top of the tabs it belongs to, and leaves the others as they are', () => {
    const lists = { all: held(1, 2), general: held(1, 2), personal: held(2, 2) }
    const next = applyNotifications(lists, { upserted: [makeNotification(3, { kind: 'general' })] })
    expect(ids(next, 'all')).toEqual([3, 2, 1])
    expect(ids(next, 'general')).toEqual([3, 2, 1])
    expect(next.personal).toBe(lists.personal)
  })

  it('takes the place of what it is about', () => {
    const next = applyNotifications(
      { all: held(1, 3) },
      { upserted: [makeNotification(2, { isRead: true })] }
    )
    expect(next.all?.items.map(({ isRead }) => isRead)).toEqual([false, true, false])
  })

  it('waits for its page when it is older than all that is held, unless nothing older is to come', () => {
    const late = { upserted: [makeNotification(1)] }
    expect(ids(applyNotifications({ all: held(5, 6) }, late), 'all')).toEqual([6, 5])
    expect(ids(applyNotifications({ all: held(5, 6, false) }, late), 'all')).toEqual([6, 5, 1])
  })

  it('does not begin a tab that nobody has read yet', () => {
    expect(applyNotifications({}, { upserted: [makeNotification(1)] })).toEqual({})
  })
})
