import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { User } from '../../shared/model/user.ts'
import type { RightsAct } from '../store/administration.ts'
import type { Store } from '../store/store.ts'
import { addUser, newUser } from './add-user.ts'

const NEVER = { createdAt: 0, deactivatedAt: null, lastSeenAt: null }

/** What every store must do for the operator; a part of the store's suite. */
export function administrationSuite(kind: string, open: () => Promise<Store>): void {
  describe(`${kind} for the operator`, () => {
    let store: Store
    let ada: User
    let root: User

    beforeEach(async () => {
      store = await open()
      ada = await addUser(store, 'ada')
      root = await addUser(store, 'root', true)
    })
    afterEach(() => store.close())

    const order = (act: RightsAct['kind'], usernameKey: string, isForced = false) =>
      store.administer({ kind: act, usernameKey, isForced, at: 10 })
    const reset = (usernameKey: string) =>
      store.administer({ kind: 'reset-password', usernameKey, passwordHash: 'other', at: 10 })
    const addToken = (user: User, name: string, passwordHash = 'hash') =>
      store.addToken({ userId: user.id, passwordHash, hash: Buffer.from(name), at: 5 })
    const holder = async (name: string) => (await store.findToken(Buffer.from(name)))?.user.username
    const acts = async () => (await store.auditEntries(100)).map(({ act, subject }) => `${act} ${subject}`)

    test('rights come and go, and what was so already is left alone', async () => {
      const promoted = { ...ada, isSuperuser: true }
      expect(await order('promote', 'ada')).toEqual({ kind: 'done', user: promoted, revokedTokenIds: [] })
      expect(await order('promote', 'ada')).toEqual({ kind: 'done-before', user: promoted })
      expect(await order('demote', 'ada')).toEqual({ kind: 'done', user: ada, revokedTokenIds: [] })
      expect(await order('activate', 'ada')).toEqual({ kind: 'done-before', user: ada })
      expect(await order('promote', 'eve')).toEqual({ kind: 'refused', code: 'unknown_user' })
      expect((await acts()).slice(2)).toEqual(['user.promoted user:1', 'user.demoted user:1'])
    })

    test('whoever is deactivated loses every token, gets no other, and may come back', async () => {
      await addToken(ada, 'phone')
      await addToken(ada, 'desk')
      await addToken(root, 'root')
      expect(await order('deactivate', 'ada')).toMatchObject({ kind: 'done', revokedTokenIds: [1, 2] })
      expect([await holder('phone'), await holder('desk'), await holder('root')]).toEqual([
        undefined,
        undefined,
        'root'
      ])
      expect(await addToken(ada, 'late')).toBe(false)
      expect(await order('activate', 'ada')).toMatchObject({ kind: 'done', revokedTokenIds: [] })
      expect(await addToken(ada, 'again')).toBe(true)
      expect([await holder('phone'), await holder('again')]).toEqual([undefined, 'ada'])
    })

    test('a new password voids every token, and a sign-in with the one before', async () => {
      await addToken(ada, 'phone')
      expect(await reset('ada')).toEqual({ kind: 'done', user: ada, revokedTokenIds: [1] })
      expect(await holder('phone')).toBeUndefined()
      expect(await addToken(ada, 'late')).toBe(false)
      expect(await addToken(ada, 'again', 'other')).toBe(true)
      expect((await store.findCredentials('ada'))?.passwordHash).toBe('other')
    })

    test('the last superuser who can sign in stays, unless it is meant', async () => {
      const refused = { kind: 'refused', code: 'last_superuser' }
      expect(await order('demote', 'root')).toEqual(refused)
      await order('promote', 'ada')
      await order('deactivate', 'ada')
      expect(await order('demote', 'root')).toEqual(refused)
      expect(await order('deactivate', 'root')).toEqual(refused)
      expect(await order('demote', 'ada')).toMatchObject({ kind: 'done' })
      expect(await order('deactivate', 'root', true)).toMatchObject({ kind: 'done' })
    })

    test('who was deactivated deletes and announces nothing, whatever was on its way', async () => {
      await store.append([{ kind: 'post', authorId: 1, clientId: 'a', roomId: 1, body: 'cc', at: 1 }])
      await order('deactivate', 'root', true)
      const outcomes = await store.append([
        { kind: 'delete', actorId: root.id, messageId: 1, at: 2 },
        { kind: 'announce', authorId: root.id, clientId: 'b', title: '', body: 'cc', at: 2 }
      ])
      expect(outcomes).toEqual([
        { kind: 'refused', code: 'not_superuser' },
        { kind: 'refused', code: 'not_allowed' }
      ])
    })

    test('everything that needs rights is recorded, in order and without what was said', async () => {
      await store.append([{ kind: 'post', authorId: 1, clientId: 'a', roomId: 1, body: 'a secret', at: 1 }])
      await store.append([
        { kind: 'delete', actorId: root.id, messageId: 1, at: 20 },
        { kind: 'delete', actorId: ada.id, messageId: 1, at: 21 },
        { kind: 'announce', authorId: root.id, clientId: 'b', title: 'secret', body: 'secret', at: 22 },
        { kind: 'announce', authorId: root.id, clientId: 'b', title: 'secret', body: 'secret', at: 23 },
        { kind: 'notify', recipientId: ada.id, title: 'secret', body: 'secret', at: 24 }
      ])
      await store.rename('Chez nous', 25)
      await store.rename('Chez nous', 26)
      await reset('ada')
      const entries = await store.auditEntries(100)
      const operator = null
      const actor = { id: root.id, username: 'root' }
      const ofAda = { subject: 'user:1', details: { username: 'ada' } }
      expect(entries).toEqual([
        {
          id: 1,
          at: 0,
          actor: operator,
          act: 'user.added',
          ...ofAda,
          details: { username: 'ada', superuser: false }
        },
        {
          id: 2,
          at: 0,
          actor: operator,
          act: 'user.added',
          subject: 'user:2',
          details: { username: 'root', superuser: true }
        },
        {
          id: 3,
          at: 20,
          actor,
          act: 'message.deleted',
          subject: 'message:1',
          details: { room: 1, author: 1 }
        },
        {
          id: 4,
          at: 22,
          actor,
          act: 'notification.announced',
          subject: 'notification:1',
          details: { to: 'everyone' }
        },
        {
          id: 5,
          at: 24,
          actor: operator,
          act: 'notification.sent',
          subject: 'notification:2',
          details: { to: 'user:1' }
        },
        {
          id: 6,
          at: 25,
          actor: operator,
          act: 'server.renamed',
          subject: 'server',
          details: { name: 'Chez nous' }
        },
        { id: 7, at: 10, actor: operator, act: 'user.password_reset', ...ofAda }
      ])
      expect(await store.auditEntries(2)).toEqual(entries.slice(-2))
      expect(JSON.stringify(entries)).not.toContain('secret')
    })

    test('people are listed with when they were last there', async () => {
      await addToken(ada, 'phone')
      const identity = await store.findToken(Buffer.from('phone'))
      await store.touchTokens([identity!.tokenId], 7)
      await order('deactivate', 'ada')
      expect(await store.members()).toEqual([
        { ...ada, ...NEVER, deactivatedAt: 10, lastSeenAt: 7 },
        { ...root, ...NEVER }
      ])
    })

    test('numbers tell what is there', async () => {
      await addToken(ada, 'phone')
      await addToken(root, 'desk')
      const post = (clientId: string, at: number) =>
        ({ kind: 'post', authorId: ada.id, clientId, roomId: 1, body: 'cc', at }) as const
      await store.append([post('a', 1), post('b', 2), post('c', 3)])
      await store.append([{ kind: 'delete', actorId: root.id, messageId: 1, at: 4 }])
      await store.append([{ kind: 'notify', recipientId: ada.id, title: '', body: 'cc', at: 4 }])
      await order('deactivate', 'ada')
      expect(await store.statistics()).toEqual({
        users: { active: 1, deactivated: 1, superusers: 1 },
        signedIn: 1,
        messages: { kept: 2, deleted: 1 },
        notifications: { general: 0, personal: 1 }
      })
      expect(await store.countPosted(1, 3)).toBe(2)
    })
  })

  test(`${kind}: the first setup is recorded as the first user’s own`, async () => {
    const store = await open()
    await store.setSetupCode(Buffer.from('code'))
    await store.addFirstUser(newUser('eve', true), Buffer.from('code'))
    expect(await store.auditEntries(10)).toMatchObject([
      { actor: { id: 1, username: 'eve' }, act: 'server.set_up', subject: 'user:1' }
    ])
    await store.close()
  })
}
