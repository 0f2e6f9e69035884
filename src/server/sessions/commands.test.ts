import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ERROR_TEXTS } from '../../shared/protocol/errors.ts'
import { clientId, type Frame, type TestClient } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'
import { createSeededRandom } from '../../shared/testkit/seeded-random.ts'

let server: TestServer
let ada: string
let root: string

beforeEach(async () => {
  server = await startTestServer()
  ada = await server.addUser('ada')
  root = await server.addUser('root', true)
})
afterEach(() => server.dispose())

/** A level 1 client that has nothing yet and hears everything from now on. */
async function live(token: string): Promise<TestClient> {
  const client = await server.connect(token)
  client.send({ type: 'resume', cursors: {} })
  await client.next('caught_up')
  return client
}

const browser = (token: string): Promise<TestClient> => server.connect(token, { level: 0 })

describe('level 1', () => {
  test('is greeted with hello, and hears nothing of rooms before it resumes', async () => {
    const client = await server.connect(ada)
    const talker = await live(root)
    talker.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    await talker.next('accepted')
    // Its answer leaves after whatever the message would have brought.
    client.send({ type: 'delete_message', request_id: 'fence' })
    await client.next('error')
    expect(client.frames[0]).toEqual({
      type: 'hello',
      protocol: 1,
      server: { name: 'Essai', epoch: expect.stringMatching(/^[0-9a-f]{16}$/) },
      user: { id: 1, username: 'ada', first_name: '', last_name: '', is_superuser: false },
      rooms: [{ id: 1, name: 'Général' }],
      heartbeat: 20_000,
      limits: { message: 4000 },
      time: expect.stringMatching(/Z$/)
    })
    const types = new Set(client.frames.map(({ type }) => type))
    expect(types).toEqual(new Set(['hello', 'online_users_update', 'error']))
  })

  test('a message is accepted and reaches everyone, its author included', async () => {
    const [author, reader] = [await live(ada), await live(root)]
    const id = clientId()
    author.send({ type: 'chat_message', message: '  cc \n', client_id: id, room: 1 })
    const accepted = await author.next('accepted')
    expect(accepted).toEqual({
      type: 'accepted',
      client_id: id,
      room: 1,
      id: 1,
      seq: 1,
      n: 1,
      date_creation: expect.stringMatching(/^\d{4}-.*Z$/)
    })
    const event = await reader.next('chat_message')
    expect(event).toEqual({
      type: 'chat_message',
      stream: 'room:1',
      seq: 1,
      event: expect.stringMatching(/^[\w-]{12}$/),
      data: {
        id: 1,
        message: 'cc',
        expediteur: { id: 1, username: 'ada', first_name: '', last_name: '', is_superuser: false },
        date_creation: accepted['date_creation'],
        client_id: id,
        room: 1,
        n: 1,
        rev: 1
      }
    })
    expect(await author.next('chat_message')).toEqual(event)
  })

  test('a repeat gets the same answer and is told to nobody', async () => {
    const [author, reader] = [await live(ada), await live(root)]
    const frame = { type: 'chat_message', message: 'cc', client_id: clientId() }
    author.send(frame)
    author.send(frame)
    const answers = await author.all('accepted', 2)
    author.send(frame)
    expect((await author.all('accepted', 3))[2]).toEqual(answers[0])
    expect(answers[1]).toEqual(answers[0])
    author.send({ ...frame, message: 'after', client_id: clientId() })
    const heard = await reader.all('chat_message', 2)
    expect(heard.map(({ data }) => (data as Frame)['message'])).toEqual(['cc', 'after'])
  })

  test('the same client id with other content is a conflict, also after a deletion', async () => {
    const [author, superuser] = [await live(ada), await live(root)]
    const id = clientId()
    author.send({ type: 'chat_message', message: 'un', client_id: id })
    const { id: messageId } = await author.next('accepted')
    author.send({ type: 'chat_message', message: 'deux', client_id: id })
    expect(await author.next('error')).toMatchObject({ code: 'conflict', request_id: id })
    superuser.send({ type: 'delete_message', message_id: messageId })
    await author.next('message_deleted')
    author.send({ type: 'chat_message', message: 'deux', client_id: id })
    expect(await author.next('error')).toMatchObject({ code: 'conflict', request_id: id })
    author.send({ type: 'chat_message', message: 'un', client_id: id })
    expect(await author.next('accepted')).toMatchObject({ id: messageId })
  })

  test.each([
    ['   ', 'blank', {}],
    ['😀'.repeat(4001), 'too_long', {}],
    ['cc', 'unknown_room', { room: 2 }]
  ])('a message %#  is refused with its code and its client id', async (message, code, more) => {
    const client = await live(ada)
    const id = clientId()
    client.send({ type: 'chat_message', message, client_id: id, ...more })
    expect(await client.next('error')).toMatchObject({ code, request_id: id })
  })

  test('a deletion reaches everyone; every refusal carries its code and names its request', async () => {
    const [author, superuser] = [await live(ada), await live(root)]
    author.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    const { id } = await author.next('accepted')
    const refusals: [TestClient, object, string][] = [
      [author, {}, 'message_id_missing'],
      [author, { message_id: null }, 'message_id_missing'],
      [author, { message_id: id }, 'not_superuser'],
      [author, { message_id: 999 }, 'not_superuser'],
      [superuser, {}, 'message_id_missing'],
      [superuser, { message_id: 999 }, 'message_not_found']
    ]
    for (const [client, frame, code] of refusals) {
      client.send({ type: 'delete_message', request_id: `wants ${code}`, ...frame })
      expect(await client.next('error')).toMatchObject({ code, request_id: `wants ${code}` })
    }
    superuser.send({ type: 'delete_message', message_id: String(id) })
    const event = { type: 'message_deleted', stream: 'room:1', seq: 2, message_id: id, room: 1 }
    expect(await author.next('message_deleted')).toMatchObject(event)
    expect(await superuser.next('message_deleted')).toMatchObject(event)
    superuser.send({ type: 'delete_message', message_id: id, request_id: 'again' })
    expect(await superuser.next('error')).toMatchObject({ code: 'already_deleted', request_id: 'again' })
  })

  test('half a character is stored, told and replayed alike', async () => {
    const author = await live(ada)
    author.ws.send(`{"type":"chat_message","message":"a\\ud800b","client_id":"${clientId()}"}`)
    const told = await author.next('chat_message')
    expect(told['data']).toMatchObject({ message: 'a\ufffdb' })
    const late = await live(root)
    expect(late.frames).toContainEqual(told)
  })
})

describe('level 0', () => {
  test('is greeted with the people online, then hears what happens in the words of the original backend', async () => {
    const [client, author, superuser] = [await browser(ada), await live(ada), await live(root)]
    author.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    const message = await client.next('chat_message')
    superuser.send({ type: 'delete_message', message_id: 1 })
    expect(await client.next('message_deleted')).toEqual({ type: 'message_deleted', message_id: 1 })
    expect(message).toEqual({
      type: 'chat_message',
      data: {
        id: 1,
        message: 'cc',
        expediteur: { id: 1, username: 'ada', first_name: '', last_name: '', is_superuser: false },
        date_creation: expect.any(String)
      }
    })
    expect(client.frames[0]).toMatchObject({ type: 'online_users_update' })
    expect(client.frames.map(({ type }) => type)).not.toContain('hello')
  })

  test('what it says reaches both levels; the server names its message', async () => {
    const [client, reader] = [await browser(ada), await live(root)]
    client.send({ type: 'chat_message', message: ' cc ' })
    client.send({ type: 'chat_message', message: 'cc' })
    await client.all('chat_message', 2)
    const [first, second] = await reader.all('chat_message', 2)
    expect(first?.['data']).toMatchObject({
      message: 'cc',
      client_id: expect.stringMatching(/^[0-9a-f-]{36}$/)
    })
    const idOf = (frame?: Frame) => (frame?.['data'] as { client_id?: string } | undefined)?.client_id
    expect(idOf(second)).not.toBe(idOf(first))
    expect(client.frames.map(({ type }) => type)).not.toContain('accepted')
  })

  test('what was said before it came is not told', async () => {
    const author = await live(ada)
    author.send({ type: 'chat_message', message: 'avant', client_id: clientId() })
    await author.next('accepted')
    const client = await browser(root)
    author.send({ type: 'chat_message', message: 'après', client_id: clientId() })
    expect(await client.next('chat_message')).toMatchObject({ data: { message: 'après' } })
  })

  test('refusals are the original backend’s, word for word, in its order, with a code beside', async () => {
    const [author, superuser] = [await browser(ada), await browser(root)]
    author.send({ type: 'chat_message', message: 'cc' })
    await author.next('chat_message')
    const cases: [TestClient, object, string, string][] = [
      [author, { type: 'delete_message' }, 'ID du message manquant', 'message_id_missing'],
      [
        author,
        { type: 'delete_message', message_id: 999 },
        'Seuls les super utilisateurs peuvent supprimer des messages',
        'not_superuser'
      ],
      [superuser, { type: 'delete_message' }, 'ID du message manquant', 'message_id_missing'],
      [
        superuser,
        { type: 'delete_message', message_id: 999 },
        'Message non trouvé ou erreur de suppression',
        'message_not_found'
      ],
      [superuser, { type: 'chat_message', message: ' ' }, ERROR_TEXTS.blank, 'blank'],
      [superuser, { type: 'resume', cursors: {} }, ERROR_TEXTS.unknown_type, 'unknown_type'],
      [
        superuser,
        { type: 'fetch', request_id: 'r', stream: 'room:1', from: 1, to: 1 },
        ERROR_TEXTS.unknown_type,
        'unknown_type'
      ]
    ]
    for (const [client, frame, message, code] of cases) {
      client.send(frame)
      expect(await client.next('error')).toEqual({ type: 'error', message, code })
    }
  })
})

describe('bad frames', () => {
  test.each([
    ['not JSON', 'cc', 'bad_frame'],
    ['a list', '[]', 'bad_frame'],
    ['no type', '{}', 'unknown_type'],
    ['an unknown type', '{"type":"dance"}', 'unknown_type'],
    ['a wrong field', '{"type":"chat_message","message":5}', 'bad_frame'],
    ['a nest 50,000 deep', '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000), 'unknown_type']
  ])('%s gets an error at either level, and the socket lives', async (_what, text, code) => {
    for (const client of [await live(ada), await browser(ada)]) {
      client.ws.send(text)
      expect(await client.next('error')).toMatchObject({ code })
      client.send({ type: 'chat_message', message: 'still here', client_id: clientId() })
      await client.next('chat_message')
    }
  })

  test('a binary frame too', async () => {
    const client = await live(ada)
    client.ws.send(Buffer.from('{"type":"chat_message","message":"cc"}'))
    expect(await client.next('error')).toMatchObject({ code: 'bad_frame' })
    client.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    await client.next('accepted')
  })

  test('mutated frames of every kind harm neither the socket nor anybody else', async () => {
    const [client, honest] = [await live(ada), await live(root)]
    const originals = [
      { type: 'chat_message', message: 'cc', client_id: clientId(), room: 1 },
      { type: 'delete_message', message_id: 1, request_id: 'r' },
      { type: 'announce', client_id: clientId(), title: 'Ce soir', message: 'Dix minutes' },
      { type: 'mark_read', notification_id: 1, and_older: true, request_id: 'r' },
      { type: 'resume', cursors: { 'room:1': { seq: 1, event: 'x' }, server: { seq: 1, event: 'x' } } },
      { type: 'fetch', request_id: 'r', stream: 'room:1', from: 1, to: 1 }
    ].map((frame) => JSON.stringify(frame))
    const random = createSeededRandom(1)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
    for (let i = 0; i < 3000; i++) {
      const original = pick(originals)
      const at = Math.floor(random() * original.length)
      const poison = pick([
        '',
        '"',
        '\\u0000',
        '-1',
        '1e400',
        'null',
        '[',
        '{}',
        '__proto__',
        'room:99',
        '\ud83d'
      ])
      client.ws.send(original.slice(0, at) + poison + original.slice(at + Math.floor(random() * 9)))
    }
    await expect.poll(() => client.frames.length).toBeGreaterThan(2500)
    expect(client.ws.readyState).toBe(client.ws.OPEN)
    honest.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    await honest.next('accepted')
    expect(server.log.entries.filter(({ level }) => level !== 'info')).toEqual([])
  })

  test('more than 1 MiB closes the socket, and only that one', async () => {
    const [client, other] = [await live(ada), await live(root)]
    client.ws.send('x'.repeat(1024 * 1024 + 1))
    expect(await client.closed).toBe(1009)
    other.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    await other.next('accepted')
  })

  test('answers leave in the order of what was asked', async () => {
    const client = await live(ada)
    const ids = [clientId(), clientId()]
    client.send({ type: 'chat_message', message: 'un', client_id: ids[0] })
    client.ws.send('nonsense')
    client.send({ type: 'chat_message', message: ' ', client_id: clientId() })
    client.send({ type: 'chat_message', message: 'deux', client_id: ids[1] })
    await client.all('accepted', 2)
    const answers = client.frames.filter(({ type }) => type === 'accepted' || type === 'error')
    expect(answers.map((frame) => frame['code'] ?? frame.type)).toEqual([
      'accepted',
      'bad_frame',
      'blank',
      'accepted'
    ])
  })

  test('who asks too much at once is told so, and may go on later', async () => {
    const client = await live(ada)
    // While these are read the bucket fills again, on a slow computer by dozens.
    const count = 1000
    for (let i = 0; i < count; i++)
      client.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    const refusal = await client.next('error')
    expect(refusal).toMatchObject({ code: 'rate_limited', request_id: expect.stringContaining('0190a5c8') })
    for (let answers = 1; answers < count; answers++) await client.next('accepted', 'error')
    // Fifty a second flow back into the bucket.
    await pause(100)
    client.send({ type: 'delete_message', request_id: 'later' })
    const answer = expect.objectContaining({ code: 'message_id_missing', request_id: 'later' })
    await expect.poll(() => client.frames).toContainEqual(answer)
  })

  test('who has asked too much is still sent what they missed', async () => {
    const client = await server.connect(ada)
    for (let i = 0; i < 1000; i++) client.send({ type: 'delete_message', request_id: `${i}` })
    client.send({ type: 'resume', cursors: {} })
    await client.next('caught_up')
    // A refusal keeps its place among the answers, for which what was missed does not wait.
    await expect.poll(() => client.frames).toContainEqual(expect.objectContaining({ code: 'rate_limited' }))
  })
})
