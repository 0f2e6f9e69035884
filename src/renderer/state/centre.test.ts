import { expect, it } from 'vitest'
import type { NotificationPage, NotificationsChanged } from '../../shared/ipc/contract.ts'
import type { Client } from '../bridge/client.ts'
import { makeNotification, makeNotifications } from '../testkit/make-notification.ts'
import { createCentre } from './centre.ts'
import { createAppStore } from './store.ts'

const noChange: NotificationsChanged = {
  upserted: [],
  users: [],
  unread: { general: 0, personal: 0, unlisted: 0 },
  reset: false
}

/** A centre whose pages are answered when the test says so. */
function setUp() {
  const asked: { before: number | null; answer: (page: Partial<NotificationPage>) => void }[] = []
  const call = (_name: string, { before }: { before: number | null }): Promise<unknown> =>
    new Promise((resolve) => {
      const answer = (page: Partial<NotificationPage>): void =>
        resolve({ ok: true, value: { notifications: [], users: [], hasOlder: false, ...page } })
      asked.push({ before, answer })
    })
  const store = createAppStore()
  const centre = createCentre({
    client: { call: call as Client['call'], subscribe: () => () => undefined },
    store
  })
  return {
    asked,
    centre,
    store,
    ids: () => store.getState().notificationLists.all?.items.map(({ id }) => id)
  }
}

it('reads a page and then the one before it', async () => {
  const { asked, centre, ids } = setUp()
  const opened = centre.open('all')
  asked[0]?.answer({ notifications: makeNotifications(4, 6), hasOlder: true })
  expect(await opened).toBe(true)
  const read = centre.readOlder('all')
  expect(asked[1]?.before).toBe(4)
  asked[1]?.answer({ notifications: makeNotifications(1, 3) })
  await read
  expect(ids()).toEqual([6, 5, 4, 3, 2, 1])
})

it('does not lose what comes while a page is being read', async () => {
  const { asked, centre, ids } = setUp()
  const opened = centre.open('all')
  centre.note({ ...noChange, upserted: [makeNotification(7)] })
  asked[0]?.answer({ notifications: makeNotifications(4, 6) })
  await opened
  expect(ids()).toEqual([7, 6, 5, 4])
})

it('reads anew what it holds when all of it is void', async () => {
  const { asked, centre, ids } = setUp()
  const opened = centre.open('all')
  asked[0]?.answer({ notifications: makeNotifications(1, 3) })
  await opened
  centre.note({ ...noChange, reset: true })
  await new Promise(setImmediate)
  asked[1]?.answer({ notifications: makeNotifications(9, 9) })
  await new Promise(setImmediate)
  expect(ids()).toEqual([9])
})
