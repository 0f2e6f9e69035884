import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ERROR_TEXTS } from '../../shared/protocol/errors.ts'
import { clientId, type Frame, type TestClient } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

const ADA = 1
const ROOT = 2
let server: TestServer
let ada: string
let root: string

beforeEach(async () => {
  server = await startTestServer()
  ada = await server.addUser('ada')
  root = await server.addUser('root', true)
})
afterEach(() => server.dispose())

async function live(token: string, cursors: object = {}): Promise<TestClient> {
  const client = await server.connect(token)
  client.send({ type: 'resume', cursors })
  await client.next('caught_up')
  return client
}

const browser = (token: string): Promise<TestClient> => server.connect(token, { level: 0 })

const announcement = (change: object = {}) => ({
  type: 'announce',
  client_id: clientId(),
  title: ' Ce soir ',
  message: '  Dix minutes \n',
  ...change
})

const mark = (id: number, andOlder = false) => ({
  type: 'mark_read',
  notification_id: id,
  and_older: andOlder,
  request_id: `mark ${id}`
})

const AT_ALL = /^notification/
const heard = (client: TestClient): Frame[] => client.frames.filter(({ type }) => AT_ALL.test(type))

/** Whatever was on its way to a client has come. */
async function settled(client: TestClient): Promise<Frame[]> {
  client.send({ type: 'delete_message', request_id: 'fence' })
  await client.next('error')
  return heard(client)
}

describe('an announcement', () => {
  test('reaches everyone live, at both levels, and its sender gets an answer', async () => {
    const [author, reader, page] = [await live(root), await live(ada), await browser(ada)]
    const frame = announcement()
    author.send(frame)
    expect(await author.next('announced')).toEqual({
      type: 'announced',
      client_id: frame.client_id,
      notification_id: 1
    })
    const event = await reader.next('notification_general')
    const data = {
      id: 1,
      titre: 'Ce soir',
      message: 'Dix minutes',
      expediteur: { id: ROOT, username: 'root', first_name: '', last_name: '', is_superuser: true },
      date_creation: expect.stringMatching(/^\d{4}-.*Z$/)
    }
    const place = { stream: 'server', seq: 1, event: expect.stringMatching(/^[\w-]{12}$/) }
    expect(event).toEqual({ type: 'notification_general', ...place, data })
    expect(await author.next('notification_general')).toEqual(event)
    expect(await page.next('notification_general')).toEqual({ type: 'notification_general', data })
  })

  test('reaches who was away by resume, and only what they lack', async () => {
    const author = await live(root)
    author.send(announcement())
    await author.next('announced')
    const fresh = await live(ada)
    const first = await fresh.next('notification_general')
    author.send(announcement({ message: 'Encore' }))
    await author.all('announced', 2)
    const stale = await live(ada, { server: { seq: 1, event: first['event'] } })
    expect(heard(stale)).toMatchObject([{ seq: 2, data: { message: 'Encore' } }])
    const page = await stale.next('notification_general')
    stale.send({ type: 'fetch', request_id: 'r', stream: 'server', from: 1, to: 2 })
    expect(await stale.next('page')).toMatchObject({ stream: 'server', events: [first, page] })
  })

  test('is named as left out where there are too many, and fetched like messages', async () => {
    await server.restart(async (store) => {
      const notices = Array.from({ length: 1100 }, (_, i) => {
        return { kind: 'notify', recipientId: null, title: '', body: `${i}`, at: 1000 } as const
      })
      await store.append(notices)
    })
    const client = await live(ada, { server: { seq: 1, event: 'of another history' } })
    expect(await client.next('diverged')).toMatchObject({ stream: 'server', common: 0 })
    const limited = { type: 'limited', stream: 'server', from: 1, to: 900, changed: [] }
    expect(await client.next('limited')).toEqual(limited)
    expect(heard(client)).toHaveLength(200)
    client.send({ type: 'fetch', request_id: 'r', stream: 'server', from: 1, to: 900 })
    const page = await client.next('page')
    expect(page).toMatchObject({ from: 401, to: 900 })
    expect(page['events']).toHaveLength(500)
  })

  test('is refused with its code, and names its request', async () => {
    const [user, superuser] = [await live(ada), await live(root)]
    const cases: [TestClient, object, string][] = [
      [user, {}, 'not_allowed'],
      [superuser, { message: ' ' }, 'blank'],
      [superuser, { message: 'x'.repeat(501) }, 'too_long'],
      [superuser, { title: 'x'.repeat(81) }, 'title_too_long'],
      [superuser, { title: undefined }, 'bad_frame'],
      [superuser, { message: 5 }, 'bad_frame']
    ]
    for (const [client, change, code] of cases) {
      const frame = announcement(change)
      client.send(frame)
      expect(await client.next('error')).toMatchObject({ code, request_id: frame.client_id })
    }
    expect(await settled(user)).toEqual([])
  })

  test('sent again gets the same answer and is told to nobody; with other content it is a conflict', async () => {
    const [author, reader] = [await live(root), await live(ada)]
    const frame = announcement()
    author.send(frame)
    author.send({ ...frame, client_id: frame.client_id.toUpperCase(), title: 'Ce soir' })
    const [first, again] = await author.all('announced', 2)
    expect(again).toEqual(first)
    author.send({ ...frame, message: 'Autre chose' })
    expect(await author.next('error')).toMatchObject({ code: 'conflict', request_id: frame.client_id })
    await server.restart()
    const later = await live(root)
    later.send(frame)
    expect(await later.next('announced')).toEqual(first)
    expect(heard(reader)).toHaveLength(1)
    expect(heard(later)).toHaveLength(1)
  })

  test('half a character is stored, told and replayed alike', async () => {
    const author = await live(root)
    author.ws.send(JSON.stringify(announcement({ title: 'T' })).replace('"T"', '"a\\ud800b"'))
    const told = await author.next('notification_general')
    expect(told['data']).toMatchObject({ titre: 'a\ufffdb' })
    await server.restart()
    expect(heard(await live(ada))).toEqual([told])
  })
})

describe('a notification for one user', () => {
  test('reaches every connection of theirs, and nobody else', async () => {
    const [first, second, page, other] = [
      await live(ada),
      await live(ada),
      await browser(ada),
      await live(root)
    ]
    const id = await server.notify('ADA', 'Bonjour')
    const event = await first.next('notification_personal')
    expect(event).toMatchObject({
      stream: `user:${ADA}`,
      seq: 1,
      data: { id, message: 'Bonjour', titre: '' }
    })
    expect(event['data']).not.toHaveProperty('expediteur')
    expect(await second.next('notification_personal')).toEqual(event)
    expect(await page.next('notification_personal')).toEqual({
      type: 'notification_personal',
      data: event['data']
    })
    expect(await settled(other)).toEqual([])
  })

  test('cannot be fetched or resumed by anybody else', async () => {
    await server.notify('ada', 'entre nous')
    await server.restart()
    const cursors = { [`user:${ADA}`]: { seq: 0, event: '' } }
    for (const client of [await live(root, cursors), await live(root, { server: { seq: 0, event: '' } })]) {
      for (const stream of [
        `user:${ADA}`,
        ` user:${ADA}`,
        `USER:${ADA}`,
        `user:0${ADA}`,
        'user:',
        'user:%'
      ]) {
        client.send({ type: 'fetch', request_id: stream, stream, from: 1, to: 10 })
        expect(await client.next('error')).toMatchObject({ code: 'unknown_stream', request_id: stream })
      }
      await server.notify('ada', 'toujours')
      client.send({ type: 'chat_message', message: 'fence', client_id: clientId() })
      await client.next('accepted')
      expect(JSON.stringify(client.frames)).not.toMatch(/entre nous|toujours/)
    }
    const own = await live(ada, cursors)
    expect(heard(own)).toHaveLength(3)
  })
})

describe('reading', () => {
  test('reaches the other connection of the same user, live and by resume, and nobody else', async () => {
    await server.notify(null, 'un')
    await server.notify('ada', 'deux')
    const [here, there, page, other] = [
      await live(ada),
      await live(ada),
      await browser(ada),
      await live(root)
    ]
    here.send(mark(2, true))
    const event = await there.next('notifications_read')
    expect(event).toMatchObject({ stream: `user:${ADA}`, seq: 2, notification_id: 2, and_older: true })
    expect(await here.next('notifications_read')).toEqual(event)
    expect(await (await live(ada)).next('notifications_read')).toEqual(event)
    const types = (await settled(other)).map(({ type }) => type)
    expect(types).toEqual(['notification_general'])
    expect((await settled(page)).map(({ type }) => type)).toEqual(['notifications_non_lues'])
  })

  test('again is refused, as no event comes of it; so is that of what is not there, or another’s', async () => {
    await server.notify(null, 'un')
    await server.notify('root', 'deux')
    const client = await live(ada)
    client.send(mark(1))
    for (const andOlder of [false, true]) {
      client.send(mark(1, andOlder))
      expect(await client.next('error')).toMatchObject({ code: 'already_read', request_id: 'mark 1' })
    }
    for (const id of [2, 99]) {
      client.send(mark(id))
      const refusal = { code: 'notification_not_found', request_id: `mark ${id}` }
      expect(await client.next('error')).toMatchObject(refusal)
    }
    client.send({ ...mark(1), notification_id: 0 })
    expect(await client.next('error')).toMatchObject({ code: 'bad_frame', request_id: 'mark 1' })
    const reads = client.frames.filter(({ type }) => type === 'notifications_read')
    expect(reads).toMatchObject([{ notification_id: 1, and_older: false }])
  })
})

describe('a user who comes later', () => {
  test('finds what was announced before as read, on the server that was running too', async () => {
    await server.notify(null, 'avant')
    const eve = await server.addUser('eve')
    const client = await live(eve)
    expect(heard(client)).toMatchObject([
      { type: 'notification_general', stream: 'server', seq: 1 },
      { type: 'notifications_read', stream: 'user:3', seq: 1, notification_id: 1, and_older: true }
    ])
    await server.notify('eve', 'bienvenue')
    expect(await client.next('notification_personal')).toMatchObject({ stream: 'user:3', seq: 2 })
    await server.restart()
    expect(heard(await live(eve))).toHaveLength(3)
    const page = await browser(eve)
    expect(await page.next('notifications_non_lues')).toMatchObject({ count: 1, notifications: [{ id: 2 }] })
  })
})

describe('level 0', () => {
  test('first hears what is unread, less what was marked, newest first', async () => {
    await server.notify(null, 'un')
    await server.notify('ada', 'deux')
    await server.notify('root', 'trois')
    await server.notify(null, 'quatre')
    const before = await browser(ada)
    const date_creation = expect.any(String)
    expect(await before.next('notifications_non_lues')).toEqual({
      type: 'notifications_non_lues',
      count: 3,
      notifications: [
        { type: 'notification_general', id: 4, titre: '', message: 'quatre', date_creation },
        { type: 'notification_personal', id: 2, titre: '', message: 'deux', date_creation },
        { type: 'notification_general', id: 1, titre: '', message: 'un', date_creation }
      ]
    })
    const client = await live(ada)
    client.send(mark(1))
    await client.next('notifications_read')
    const after = await browser(ada)
    expect(await after.next('notifications_non_lues')).toMatchObject({
      count: 2,
      notifications: [{ id: 4 }, { id: 2 }]
    })
    client.send(mark(4, true))
    await client.all('notifications_read', 2)
    const last = await browser(ada)
    expect(await last.next('notifications_non_lues')).toMatchObject({ count: 0, notifications: [] })
    const again = await settled(last)
    expect(again).toHaveLength(1)
    expect(await settled(client)).not.toContainEqual(
      expect.objectContaining({ type: 'notifications_non_lues' })
    )
  })

  test('of many unread hears the newest fifty and how many there are', async () => {
    await server.restart(async (store) => {
      const notices = Array.from({ length: 60 }, (_, i) => {
        return { kind: 'notify', recipientId: ADA, title: '', body: `${i}`, at: 1000 } as const
      })
      await store.append(notices)
    })
    const unread = await (await browser(ada)).next('notifications_non_lues')
    const ids = (unread['notifications'] as { id: number }[]).map(({ id }) => id)
    expect(unread['count']).toBe(60)
    expect(ids).toEqual(Array.from({ length: 50 }, (_, i) => 60 - i))
  })

  test('has no words for announcing and marking', async () => {
    await server.notify(null, 'un')
    const page = await browser(root)
    for (const frame of [announcement(), mark(1)]) {
      page.send(frame)
      const message = ERROR_TEXTS.unknown_type
      expect(await page.next('error')).toEqual({ type: 'error', message, code: 'unknown_type' })
    }
    expect(await (await browser(root)).next('notifications_non_lues')).toMatchObject({ count: 1 })
  })
})
