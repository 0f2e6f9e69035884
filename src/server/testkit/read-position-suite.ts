import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MOST_UNREAD } from '../../shared/model/reading.ts'
import type { User } from '../../shared/model/user.ts'
import type { MoveReadPosition, Post, Store } from '../store/store.ts'
import { addUser } from './add-user.ts'
import type { OpenStore } from './open-store.ts'
import { clientId } from './test-client.ts'

/** What every store must do with how far people have read; a part of the store's suite. */
export function readPositionSuite(kind: string, open: OpenStore): void {
  describe(`${kind} with read positions`, () => {
    let store: Store
    let ada: User
    let bob: User

    beforeEach(async () => {
      store = await open(['Cuisine', 'Jardin'])
      ada = await addUser(store, 'ada')
      bob = await addUser(store, 'bob', true)
    })
    afterEach(() => store.close())

    const post = (author: User, roomId = 1): Post => ({
      kind: 'post',
      authorId: author.id,
      clientId: clientId(),
      roomId,
      body: 'cc',
      at: 1000
    })
    const move = (n: number, change: Partial<MoveReadPosition> = {}): MoveReadPosition => ({
      kind: 'move-read-position',
      userId: ada.id,
      roomId: 1,
      n,
      back: false,
      ...change
    })
    const moved = (n: number, unread: number, newestN: number, roomId = 1) => ({
      kind: 'position-moved',
      userId: ada.id,
      position: { roomId, n, unread, newestN }
    })
    const KEPT = { kind: 'position-kept' }
    const positions = async (user = ada) => await store.readPositions(user.id)

    test('nobody has a position before they read', async () => {
      await store.append([post(bob)])
      expect(await positions()).toEqual([])
    })

    test('goes forward, and back only when asked; the last word is kept', async () => {
      await store.append([post(bob), post(bob), post(bob)])
      expect(await store.append([move(2), move(1), move(2), move(1, { back: true }), move(3)])).toEqual([
        moved(2, 1, 3),
        KEPT,
        KEPT,
        moved(1, 2, 3),
        moved(3, 0, 3)
      ])
      expect(await store.append([move(3, { back: true }), move(0, { back: true })])).toEqual([
        KEPT,
        moved(0, 3, 3)
      ])
      expect(await positions()).toEqual([{ roomId: 1, n: 0, unread: 3, newestN: 3 }])
    })

    test('is kept also where nothing was read', async () => {
      await store.append([post(bob)])
      expect(await store.append([move(0), move(0)])).toEqual([moved(0, 1, 1), KEPT])
      expect(await positions()).toEqual([{ roomId: 1, n: 0, unread: 1, newestN: 1 }])
    })

    test('is never beyond the newest message, also of the same batch', async () => {
      expect(await store.append([move(5)])).toEqual([moved(0, 0, 0)])
      const outcomes = await store.append([post(bob), post(bob), move(99), post(bob)])
      expect(outcomes[2]).toEqual(moved(2, 0, 2))
      expect(await positions()).toEqual([{ roomId: 1, n: 2, unread: 1, newestN: 3 }])
    })

    test('own messages and deleted ones are not unread', async () => {
      await store.append([post(bob), post(ada), post(bob), post(bob), post(ada)])
      await store.append([move(1), { kind: 'delete', actorId: bob.id, messageId: 3, at: 2000 }])
      expect(await positions()).toEqual([{ roomId: 1, n: 1, unread: 1, newestN: 5 }])
    })

    test('what is unread is counted up to a bound', async () => {
      await store.append(Array.from({ length: MOST_UNREAD + 20 }, () => post(bob)))
      expect(await store.append([move(1)])).toEqual([moved(1, MOST_UNREAD, MOST_UNREAD + 20)])
      expect(await store.append([move(21)])).toEqual([moved(21, MOST_UNREAD - 1, MOST_UNREAD + 20)])
    })

    test('each room and each person has their own', async () => {
      await store.append([post(bob, 1), post(bob, 3), post(bob, 3)])
      await store.append([move(1, { roomId: 3 }), move(1), move(2, { roomId: 3, userId: bob.id })])
      expect(await positions()).toEqual([
        { roomId: 1, n: 1, unread: 0, newestN: 1 },
        { roomId: 3, n: 1, unread: 1, newestN: 2 }
      ])
      expect(await positions(bob)).toEqual([{ roomId: 3, n: 2, unread: 0, newestN: 2 }])
    })

    test('an unknown room is refused, and takes nobody with it', async () => {
      const outcomes = await store.append([post(bob), move(1, { roomId: 9 }), move(1)])
      expect(outcomes.slice(1)).toEqual([{ kind: 'refused', code: 'unknown_room' }, moved(1, 0, 1)])
      expect((await store.heads()).get('room:1')).toBe(1)
    })
  })
}
