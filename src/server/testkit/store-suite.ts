import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { User } from '../../shared/model/user.ts'
import type { Delete, Outcome, Post, Store } from '../store/store.ts'
import { addUser, newUser } from './add-user.ts'
import { administrationSuite } from './administration-suite.ts'
import { notificationSuite } from './notification-suite.ts'
import type { OpenStore } from './open-store.ts'
import { readPositionSuite } from './read-position-suite.ts'
import { roomSuite } from './room-suite.ts'

const ROOM = 'room:1'

/** What every store must do, whatever it is made of. `close` may be called by the suite. */
export function storeSuite(kind: string, open: OpenStore): void {
  describe(`${kind} as a store`, () => {
    let store: Store
    let ada: User
    let root: User

    beforeEach(async () => {
      store = await open()
      ada = await addUser(store, 'ada')
      root = await addUser(store, 'root', true)
    })
    afterEach(() => store.close())

    const post = (clientId: string, body = 'cc'): Post => ({
      kind: 'post',
      authorId: ada.id,
      clientId,
      roomId: 1,
      body,
      at: 1000
    })
    const remove = (messageId: number, actorId = root.id): Delete => ({
      kind: 'delete',
      actorId,
      messageId,
      at: 2000
    })

    test('numbers what is posted without gaps, and answers in order', async () => {
      const outcomes = await store.append([post('a'), post('b'), post('c')])
      expect(outcomes.map(receiptOf)).toEqual([
        { id: 1, roomId: 1, seq: 1, n: 1, sentAt: 1000 },
        { id: 2, roomId: 1, seq: 2, n: 2, sentAt: 1000 },
        { id: 3, roomId: 1, seq: 3, n: 3, sentAt: 1000 }
      ])
      expect((await store.heads()).get(ROOM)).toBe(3)
    })

    test('the event told live is the event that the log replays', async () => {
      const [outcome] = await store.append([post('a', 'bonjour 😀')])
      const [replayed] = await store.eventsAfter(ROOM, 0, 10)
      expect(outcome).toMatchObject({ kind: 'posted', event: replayed })
      expect(replayed?.change).toMatchObject({ message: { body: 'bonjour 😀', sender: ada, rev: 1 } })
      expect(await store.eventId(ROOM, 1)).toBe(replayed?.id)
      expect(await store.eventId(ROOM, 2)).toBeNull()
    })

    test('a repeat gets the same receipt and makes no event, also within one batch', async () => {
      const [first, again] = await store.append([post('a'), post('a')])
      const [later] = await store.append([post('a')])
      expect(first?.kind).toBe('posted')
      expect(again).toEqual({ kind: 'repeated', receipt: receiptOf(first) })
      expect(later).toEqual(again)
      expect((await store.heads()).get(ROOM)).toBe(1)
    })

    test('the same client id of another author is another message', async () => {
      const [, other] = await store.append([post('a'), { ...post('a'), authorId: root.id }])
      expect(other).toMatchObject({ kind: 'posted', receipt: { seq: 2 } })
    })

    test('other content under the same client id is a conflict, even after a deletion', async () => {
      const [first] = await store.append([post('a', 'un')])
      expect(await store.append([post('a', 'deux')])).toEqual([{ kind: 'refused', code: 'conflict' }])
      await store.append([remove(1)])
      expect(await store.append([post('a', 'deux'), post('a', 'un')])).toEqual([
        { kind: 'refused', code: 'conflict' },
        { kind: 'repeated', receipt: receiptOf(first) }
      ])
    })

    test('a deletion is an event, and the log replays redacted from then on', async () => {
      await store.append([post('a', 'secret'), post('b')])
      const [outcome] = await store.append([remove(1)])
      expect(outcome).toMatchObject({
        kind: 'deleted',
        event: { stream: ROOM, seq: 3, change: { kind: 'deleted', roomId: 1, messageId: 1 } }
      })
      const events = await store.eventsAfter(ROOM, 0, 10)
      expect(events.map(({ change }) => change.kind)).toEqual(['posted', 'posted', 'deleted'])
      expect(events[0]?.change).toMatchObject({ message: { body: null, rev: 3, n: 1 } })
      expect(JSON.stringify(events)).not.toContain('secret')
    })

    test('rights are those of now, within the batch too', async () => {
      const outcomes = await store.append([post('a'), remove(1, ada.id), remove(1), remove(1), remove(9)])
      expect(outcomes.map(codeOf)).toEqual([
        'posted',
        'not_superuser',
        'deleted',
        'already_deleted',
        'message_not_found'
      ])
    })

    test('a command that fails takes nobody with it and leaves no gap', async () => {
      const nobody = { ...post('b'), authorId: 999 }
      const outcomes = await store.append([post('a'), nobody, post('c')])
      expect(outcomes.map(codeOf)).toEqual(['posted', 'internal', 'posted'])
      const events = await store.eventsAfter(ROOM, 0, 10)
      expect(events.map(({ seq }) => seq)).toEqual([1, 2])
      expect(outcomes.map(receiptOf)[2]).toMatchObject({ seq: 2, n: 2 })
    })

    test('numbers go on after a batch in which a command failed, and no id comes twice', async () => {
      await store.append([post('a'), { ...post('b'), authorId: 999 }])
      const many = Array.from({ length: 300 }, (_, i) => post(`many ${i}`))
      const outcomes = await store.append([...many, remove(1), post('c')])
      expect(outcomes.map(receiptOf).at(-1)).toMatchObject({ seq: 303, n: 302 })
      const events = await store.eventsAfter(ROOM, 0, 1000)
      expect(new Set(events.map(({ id }) => id)).size).toBe(303)
      expect(events.every(({ id }) => /^[\w-]{12}$/.test(id))).toBe(true)
    })

    test('reads pages in both directions', async () => {
      await store.append(['a', 'b', 'c', 'd', 'e'].map((id) => post(id)))
      const seqs = (events: readonly { seq: number }[]) => events.map(({ seq }) => seq)
      expect(seqs(await store.eventsAfter(ROOM, 2, 2))).toEqual([3, 4])
      expect(seqs(await store.newestEvents({ stream: ROOM, from: 2, to: 4 }, 2))).toEqual([3, 4])
      expect(await store.eventsAfter('room:99', 0, 10)).toEqual([])
    })

    test('reads the messages below an id as they are now, the newest first', async () => {
      const outcomes = await store.append(['a', 'b', 'c', 'd'].map((id) => post(id, `text ${id}`)))
      await store.append([remove(2)])
      const ids = async (...query: Parameters<Store['messagesBefore']>) =>
        (await store.messagesBefore(...query)).map(({ id }) => id)
      expect(await ids([1], null, 10)).toEqual([4, 3, 1])
      expect(await ids([1], null, 2)).toEqual([4, 3])
      expect(await ids([7, 1], 4, 10)).toEqual([3, 1])
      expect(await ids([1], 3, 1)).toEqual([1])
      expect(await ids([7], null, 10)).toEqual([])
      expect(await ids([], null, 10)).toEqual([])
      const [newest] = await store.messagesBefore([1], null, 1)
      expect(outcomes.at(-1)).toMatchObject({ event: { change: { message: newest } } })
    })

    test('names the messages before a point that were deleted in a range', async () => {
      await store.append([post('a'), post('b'), post('c')])
      await store.append([remove(1), remove(3), remove(2)])
      const range = { stream: ROOM, from: 4, to: 5 }
      expect(await store.deletedIn(range, 2, 10)).toEqual([1])
      expect(await store.deletedIn(range, 3, 10)).toEqual([1, 3])
      expect(await store.deletedIn(range, 3, 1)).toEqual([1])
    })

    test('user names are unique without regard to case', async () => {
      expect(await store.addUser(newUser('ADA'))).toBeNull()
      expect((await store.findCredentials('ada'))?.user).toEqual(ada)
      expect(await store.countUsers()).toBe(2)
    })

    test('a token stands for its user until it is revoked', async () => {
      const hash = Buffer.from('hash')
      expect(await store.addToken({ userId: ada.id, passwordHash: 'hash', hash, at: 1 })).toBe(true)
      const identity = await store.findToken(hash)
      expect(identity?.user).toEqual(ada)
      expect(await store.findToken(Buffer.from('other'))).toBeNull()
      await store.touchTokens([identity!.tokenId], 2)
      await store.revokeToken(identity!.tokenId, 3)
      expect(await store.findToken(hash)).toBeNull()
    })

    test('the setup code makes no user when there are some', async () => {
      await store.setSetupCode(Buffer.from('code'))
      expect(await store.addFirstUser(newUser('eve', true), Buffer.from('code'))).toBeNull()
    })

    test('knows its name, its epoch and its room', async () => {
      const { name, epoch } = await store.identity()
      expect(name).toBe('Causerie')
      expect(epoch).toMatch(/^[0-9a-f]{16}$/)
      await store.rename('Chez nous', 1)
      expect(await store.identity()).toEqual({ name: 'Chez nous', epoch })
      expect(await store.rooms()).toEqual([{ id: 1, name: 'Général' }])
      expect(await store.commonHead(ROOM)).toBe(0)
    })
  })

  notificationSuite(kind, open)
  administrationSuite(kind, open)
  readPositionSuite(kind, open)
  roomSuite(kind, open)

  test(`${kind}: the first user comes with the right code, once`, async () => {
    const store = await open()
    const code = Buffer.from('code')
    expect(await store.addFirstUser(newUser('eve', true), code)).toBeNull()
    await store.setSetupCode(code)
    expect(await store.addFirstUser(newUser('eve', true), Buffer.from('other'))).toBeNull()
    expect(await store.addFirstUser(newUser('eve', true), code)).toMatchObject({ user: { username: 'eve' } })
    expect(await store.addFirstUser(newUser('mallory', true), code)).toBeNull()
    await store.close()
  })
}

function receiptOf(outcome: Outcome | undefined) {
  return outcome && 'receipt' in outcome ? outcome.receipt : undefined
}

function codeOf(outcome: Outcome): string {
  return outcome.kind === 'refused' ? outcome.code : outcome.kind
}
