import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { User } from '../../shared/model/user.ts'
import { SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import type { Announce, MarkRead, Notify, Outcome, Store } from '../store/store.ts'
import { addUser, addUserWithEvents, newUser } from './add-user.ts'

/** What every store must do with notifications; a part of the store's suite. */
export function notificationSuite(kind: string, open: () => Promise<Store>): void {
  describe(`${kind} with notifications`, () => {
    let store: Store
    let ada: User
    let root: User
    let own: string

    beforeEach(async () => {
      store = await open()
      ada = await addUser(store, 'ada')
      root = await addUser(store, 'root', true)
      own = userStream(ada.id)
    })
    afterEach(() => store.close())

    const announce = (clientId: string, change: Partial<Announce> = {}): Announce => ({
      kind: 'announce',
      authorId: root.id,
      clientId,
      title: 'Ce soir',
      body: 'Dix minutes',
      at: 1000,
      ...change
    })
    const notify = (recipientId: number | null, body = 'Bonjour'): Notify => ({
      kind: 'notify',
      recipientId,
      title: '',
      body,
      at: 2000
    })
    const mark = (notificationId: number, andOlder = false, userId = ada.id): MarkRead => ({
      kind: 'mark-read',
      userId,
      notificationId,
      andOlder,
      at: 3000
    })
    const unreadIds = async (userId = ada.id): Promise<number[]> => {
      const { count, newest } = await store.unread(userId, 50)
      expect(count).toBe(newest.length)
      return newest.map(({ id }) => id)
    }

    test('everyone’s stream and one for each user are there from the beginning, empty', async () => {
      const heads = await store.heads()
      expect([heads.get(SERVER_STREAM), heads.get(own), heads.get(userStream(root.id))]).toEqual([0, 0, 0])
      expect(await store.commonHead(own)).toBe(0)
    })

    test('an announcement is in everyone’s stream, as it is told live', async () => {
      const [outcome] = await store.append([announce('a')])
      const [replayed] = await store.eventsAfter(SERVER_STREAM, 0, 10)
      expect(outcome).toEqual({ kind: 'notified', notificationId: 1, event: replayed })
      expect(replayed).toMatchObject({ stream: SERVER_STREAM, seq: 1 })
      expect(replayed?.change).toEqual({
        kind: 'notified',
        notification: {
          id: 1,
          kind: 'general',
          title: 'Ce soir',
          body: 'Dix minutes',
          sender: root,
          sentAt: 1000
        }
      })
      expect(await store.eventId(SERVER_STREAM, 1)).toBe(replayed?.id)
    })

    test('a repeat names the same notification and makes no event; other content is a conflict', async () => {
      const again = { kind: 'notified-before', notificationId: 1 }
      const outcomes = await store.append([announce('a'), announce('a')])
      expect(outcomes[1]).toEqual(again)
      const other = [announce('a', { title: 'Demain' }), announce('a', { body: 'Vingt minutes' })]
      expect((await store.append([announce('a'), ...other])).map(codeOf)).toEqual([
        'notified-before',
        'conflict',
        'conflict'
      ])
      expect((await store.heads()).get(SERVER_STREAM)).toBe(1)
    })

    test('a refusal leaves nothing behind', async () => {
      const outcomes = await store.append([
        announce('a', { authorId: ada.id }),
        announce('b', { body: ' ' }),
        notify(null, ''),
        notify(999),
        mark(1)
      ])
      expect(outcomes.map(codeOf)).toEqual([
        'not_allowed',
        'blank',
        'blank',
        'internal',
        'notification_not_found'
      ])
      const heads = await store.heads()
      expect([heads.get(SERVER_STREAM), heads.get(own)]).toEqual([0, 0])
      expect(await store.append([announce('a')])).toMatchObject([{ kind: 'notified' }])
    })

    test('the operator’s have no sender; both kinds share their numbers', async () => {
      const outcomes = await store.append([notify(null), notify(ada.id), notify(root.id)])
      expect(outcomes.map((outcome) => 'notificationId' in outcome && outcome.notificationId)).toEqual([
        1, 2, 3
      ])
      const events = await store.eventsAfter(own, 0, 10)
      expect(events).toEqual([outcomes[1]?.kind === 'notified' && outcomes[1].event])
      expect(events[0]?.change).toMatchObject({ notification: { id: 2, kind: 'personal', sender: null } })
      expect(await unreadIds()).toEqual([2, 1])
      expect(await unreadIds(root.id)).toEqual([3, 1])
    })

    test('a mark is an event of the reader’s own stream, as it is told live', async () => {
      await store.append([announce('a'), announce('b'), announce('c')])
      const outcomes = await store.append([mark(3), mark(2, true)])
      expect(outcomes).toMatchObject([
        {
          kind: 'read',
          event: { stream: own, seq: 1, change: { kind: 'read', notificationId: 3, andOlder: false } }
        },
        {
          kind: 'read',
          event: { stream: own, seq: 2, change: { kind: 'read', notificationId: 2, andOlder: true } }
        }
      ])
      const told = outcomes.map((outcome) => 'event' in outcome && outcome.event)
      expect(await store.eventsAfter(own, 0, 10)).toEqual(told)
      expect(await store.newestEvents({ stream: own, from: 1, to: 2 }, 1)).toEqual(told.slice(1))
      expect(await store.deletedIn({ stream: own, from: 1, to: 2 }, 2, 10)).toEqual([])
      expect(await unreadIds()).toEqual([])
      expect(await unreadIds(root.id)).toEqual([3, 2, 1])
    })

    test('a mark that changes nothing writes nothing', async () => {
      await store.append([announce('a'), notify(root.id), announce('b'), announce('c')])
      const kinds = async (...marks: MarkRead[]) => (await store.append(marks)).map(codeOf)
      expect(await kinds(mark(3), mark(3), mark(1), mark(3, true))).toEqual([
        'read',
        'already_read',
        'read',
        'already_read'
      ])
      expect(await unreadIds()).toEqual([4])
      expect(await kinds(mark(4, true), mark(4), mark(4, true), mark(1, true))).toEqual([
        'read',
        'already_read',
        'already_read',
        'already_read'
      ])
      expect((await store.heads()).get(own)).toBe(3)
    })

    test('nobody marks what is somebody else’s', async () => {
      await store.append([notify(root.id)])
      expect((await store.append([mark(1), mark(1, true)])).map(codeOf)).toEqual([
        'notification_not_found',
        'notification_not_found'
      ])
      expect(await unreadIds(root.id)).toEqual([1])
    })

    test('of many unread the newest are named and all are counted', async () => {
      await store.append(Array.from({ length: 5 }, (_, i) => announce(`${i}`)))
      const { count, newest } = await store.unread(ada.id, 2)
      expect([count, newest.map(({ id }) => id)]).toEqual([5, [5, 4]])
      expect(newest[0]).toMatchObject({ kind: 'general', sender: root, sentAt: 1000 })
    })

    test('what was announced before somebody came they have read', async () => {
      await store.append([announce('a'), announce('b'), notify(ada.id)])
      const { user, events } = await addUserWithEvents(store, 'eve')
      const stream = userStream(user.id)
      expect(events).toMatchObject([
        { stream, seq: 1, change: { kind: 'read', notificationId: 2, andOlder: true } }
      ])
      expect(await store.eventsAfter(stream, 0, 10)).toEqual(events)
      expect(await unreadIds(user.id)).toEqual([])
      await store.append([announce('c'), notify(user.id)])
      expect(await unreadIds(user.id)).toEqual([5, 4])
      expect(await store.addUser(newUser('EVE'))).toBeNull()
    })
  })
}

function codeOf(outcome: Outcome): string {
  return outcome.kind === 'refused' ? outcome.code : outcome.kind
}
