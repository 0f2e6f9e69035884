import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { User } from '../../shared/model/user.ts'
import type { Post, Store } from '../store/store.ts'
import { addUser } from './add-user.ts'
import type { OpenStore } from './open-store.ts'
import { clientId } from './test-client.ts'

/** What every store must do with several rooms; a part of the store's suite. */
export function roomSuite(kind: string, open: OpenStore): void {
  describe(`${kind} with several rooms`, () => {
    let store: Store
    let ada: User
    let root: User

    beforeEach(async () => {
      store = await open(['Cuisine', 'Jardin'])
      ada = await addUser(store, 'ada')
      root = await addUser(store, 'root', true)
    })
    afterEach(() => store.close())

    const post = (roomId: number, change: Partial<Post> = {}): Post => ({
      kind: 'post',
      authorId: ada.id,
      clientId: clientId(),
      roomId,
      body: `in ${roomId}`,
      at: 1000,
      ...change
    })
    const events = (roomId: number) => store.eventsAfter(roomStream(roomId), 0, 100)

    test('knows them in the order of their numbers', async () => {
      expect(await store.rooms()).toEqual([
        { id: 1, name: 'Général' },
        { id: 2, name: 'Cuisine' },
        { id: 3, name: 'Jardin' }
      ])
    })

    test('numbers and ordinals are of the room, ids of the server, also within one batch', async () => {
      const outcomes = await store.append([post(1), post(2), post(1), post(3), post(2), post(1)])
      const receipts = outcomes.map((outcome) => (outcome.kind === 'posted' ? outcome.receipt : null))
      expect(receipts.map((receipt) => [receipt?.roomId, receipt?.seq, receipt?.n])).toEqual([
        [1, 1, 1],
        [2, 1, 1],
        [1, 2, 2],
        [3, 1, 1],
        [2, 2, 2],
        [1, 3, 3]
      ])
      expect(receipts.map((receipt) => receipt?.id)).toEqual([1, 2, 3, 4, 5, 6])
      expect(await store.heads()).toEqual(
        new Map([
          ['room:1', 3],
          ['room:2', 2],
          ['room:3', 1],
          ['server', 0],
          [`user:${ada.id}`, 0],
          [`user:${root.id}`, 0]
        ])
      )
    })

    test('each replays what happened there, and nothing else', async () => {
      await store.append([post(1), post(2), post(2)])
      await store.append([{ kind: 'delete', actorId: root.id, messageId: 2, at: 2000 }, post(1)])
      expect((await events(1)).map(({ seq, change }) => [seq, change.kind])).toEqual([
        [1, 'posted'],
        [2, 'posted']
      ])
      expect((await events(2)).map(({ seq, change }) => [seq, change.kind])).toEqual([
        [1, 'posted'],
        [2, 'posted'],
        [3, 'deleted']
      ])
      const range = (roomId: number) => ({ stream: roomStream(roomId), from: 1, to: 9 })
      expect(await store.deletedIn(range(2), 9, 10)).toEqual([2])
      expect(await store.deletedIn(range(1), 9, 10)).toEqual([])
      expect((await store.newestEvents(range(2), 1)).map(({ seq }) => seq)).toEqual([3])
      expect((await store.messagesBefore([1, 2], null, 10)).map(({ id }) => id)).toEqual([4, 3, 1])
    })

    test('the same name for a message in another room is a conflict: a name is for ever', async () => {
      const first = post(1, { body: 'cc' })
      expect(await store.append([first, { ...first, roomId: 2 }])).toMatchObject([
        { kind: 'posted' },
        { kind: 'refused', code: 'conflict' }
      ])
      expect(await events(2)).toEqual([])
    })

    test('an unknown room is refused, and leaves no gap in the others', async () => {
      const outcomes = await store.append([post(1), post(9), post(1)])
      expect(outcomes).toMatchObject([
        { kind: 'posted' },
        { kind: 'refused', code: 'unknown_room' },
        { kind: 'posted', receipt: { id: 2, seq: 2, n: 2 } }
      ])
    })
  })
}
