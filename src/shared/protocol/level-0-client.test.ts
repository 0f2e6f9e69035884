import { describe, expect, it } from 'vitest'
import type { User } from '../model/user.ts'
import { ada, announced, bob, posted, said } from '../testkit/make.ts'
import { decodeFrameLevel0, decodeHistoryLevel0, decodeSelfLevel0, encodeUpLevel0 } from './level-0-client.ts'
import { encodeDownLevel0, encodeUnreadLevel0 } from './level-0.ts'
import type { Profile } from './profile.ts'
import type { HeardMessage, HeardNotification } from './unnumbered.ts'
import { decodeUp } from './up.ts'
import { createSeededRandom } from '../testkit/seeded-random.ts'

const decode = (frame: unknown, fields: Profile['fields'] = {}): unknown => {
  const decoded = decodeFrameLevel0(typeof frame === 'string' ? frame : JSON.stringify(frame), fields)
  return decoded.ok ? decoded.value : decoded.code
}
const sentAt = Date.UTC(2026, 3, 13, 9)
const date = new Date(sentAt).toISOString()
const sender = { id: 1, username: 'ada', first_name: 'Ada', last_name: 'Lovelace', is_superuser: true }
const heard = (change: Partial<HeardMessage> = {}): unknown => ({
  type: 'heard',
  change: { kind: 'posted', message: { id: 123, sender: ada, body: 'cc', sentAt, ...change } }
})
const message = { id: 123, message: 'cc', expediteur: sender, date_creation: date }

describe('a message', () => {
  it.each([
    ['under data', { data: message }],
    ['under message', { message }],
    ['flat', message],
    ['in English', { data: { pk: 123, content: 'cc', sender, created_at: date } }],
    ['by its author', { data: { message_id: '123', texte: 'cc', auteur: sender, timestamp: date } }],
    ['in seconds', { data: { ...message, date_creation: undefined, timestamp: sentAt / 1000 } }],
    ['in milliseconds', { data: { ...message, date_creation: undefined, sent_at: sentAt } }],
    ['with an id as a string', { data: { ...message, id: '123' } }],
    ['beside data of another kind', { ...message, data: { page: 1 } }]
  ])('is understood %s', (_, frame) => {
    expect(decode({ type: 'chat_message', ...frame })).toEqual(heard())
  })
  it.each([
    ['no date', undefined],
    ['a date in an order that is not sure', '13/04/2026 09:00'],
    ['a date that does not exist', '2026-13-41'],
    ['no number of time', -1],
    ['a number beyond all time', 1e300]
  ])('has none of %s', (_, date_creation) => {
    expect(decode({ type: 'chat_message', data: { ...message, date_creation } })).toEqual(
      heard({ sentAt: null })
    )
  })
  it.each([
    undefined,
    null,
    0,
    -1,
    1.5,
    '0',
    '-1',
    '1e3',
    ' 1',
    'abc',
    true,
    [1],
    2 ** 53,
    '99999999999999999'
  ])('is ignored with the id %s', (id) => {
    expect(decode({ type: 'chat_message', data: { ...message, id } })).toBeNull()
  })
  it.each([undefined, null, 5, ['cc']])('is ignored with the text %s', (text) => {
    expect(decode({ type: 'chat_message', data: { ...message, message: text } })).toBeNull()
  })
  it('is nobody’s where its sender is gone', () => {
    const decoded = decode({ type: 'chat_message', data: { ...message, expediteur: null } })
    expect(decoded).toMatchObject({ change: { message: { body: 'cc', sender: { username: '?' } } } })
  })
  it('is found by the profile’s names first', () => {
    const fields = {
      id: 'numero',
      body: 'corps.brut',
      sender: 'par',
      sentAt: 'quand',
      userId: 'cle',
      username: 'pseudo',
      firstName: 'p',
      lastName: 'n',
      isSuperuser: 'roles.chef'
    }
    const par = {
      cle: 1,
      id: 9,
      pseudo: 'ada',
      username: 'no',
      p: 'Ada',
      n: 'Lovelace',
      roles: { chef: true }
    }
    const data = { ...message, id: 5, numero: 123, message: 'no', corps: { brut: 'cc' }, par, quand: date }
    expect(decode({ type: 'chat_message', data }, fields)).toEqual(heard())
    expect(decode({ type: 'chat_message', data: message }, fields)).toEqual(heard())
    expect(decode({ type: 'message_deleted', numero: 7 }, fields)).toMatchObject({ change: { messageId: 7 } })
  })
})

describe('a person', () => {
  const user = (value: unknown): User | null => {
    const decoded = decodeFrameLevel0(JSON.stringify({ type: 'online_users_update', users: [value] }), {})
    return decoded.ok && decoded.value?.type === 'online' ? (decoded.value.users[0] ?? null) : null
  }
  it.each([
    sender,
    { pk: '1', nom_utilisateur: 'ada', prenom: 'Ada', nom: 'Lovelace', isSuperuser: true },
    { user_id: 1, name: 'ada', firstName: 'Ada', lastName: 'Lovelace', is_superuser: 1 }
  ])('is understood: %j', (value) => {
    expect(user(value)).toEqual(ada)
  })
  it('may be only a name, or only an id', () => {
    expect(user('ada')).toMatchObject({ username: 'ada', firstName: '', isSuperuser: false })
    expect(user(7)).toMatchObject({ id: 7, username: '7' })
    expect(user({ id: 7, first_name: 'Ada', last_name: 'Lovelace' })).toMatchObject({
      username: 'Ada Lovelace'
    })
  })
  it('without a number has a negative one of their own, always the same', () => {
    const ids = [
      'ada',
      'bob',
      { username: 'Ada' },
      { id: '0b9c-ada', username: 'ada' },
      { id: '0b9c-bob', username: 'ada' }
    ]
    const numbers = ids.map((one) => user(one)?.id ?? 0)
    expect(new Set(numbers).size).toBe(ids.length)
    expect(numbers.every((id) => Number.isSafeInteger(id) && id < 0)).toBe(true)
    expect(ids.map((one) => user(one)?.id)).toEqual(numbers)
    expect(user({ username: 'ada' })?.id).toBe(numbers[0])
    expect(numbers[0]).toBe(-989_083_098_628_889)
  })
  it('has the rights that are said, and else none but where it is the one who is signed in', () => {
    expect(decodeSelfLevel0({ id: 1, username: 'ada' }, {}, [])).toMatchObject({ hasUnsaidRights: true })
    expect(decodeSelfLevel0({ ...sender, is_superuser: false }, {}, [])).toMatchObject({ isSuperuser: false })
    expect(user({ id: 1, username: 'ada' })).toMatchObject({ isSuperuser: false, hasUnsaidRights: true })
    expect(user({ id: 1, username: 'ada', is_staff: true })).toMatchObject({ isSuperuser: false })
  })
  it.each([null, undefined, '', ' ', true, [], {}, { email: 4 }, [sender]])('is not %j', (value) => {
    expect(user(value)).toBeNull()
  })
})

it.each([
  { message_id: 123 },
  { message_id: '123' },
  { id: 123 },
  { data: { message_id: 123 } },
  { data: { id: '123' } },
  { data: 123 }
])('a deletion is understood: %j', (frame) => {
  const change = { kind: 'deleted', messageId: 123 }
  expect(decode({ type: 'message_deleted', ...frame })).toEqual({ type: 'heard', change })
})

it('a deletion without a number is ignored', () => {
  expect(decode({ type: 'message_deleted', message_id: 'x' })).toBeNull()
})

it.each([
  { users: [sender, 'bob'] },
  { online_users: [sender, 'bob', sender] },
  { data: [null, sender, 'bob', 5.5e300, {}] },
  { data: { users: [sender, 'bob'] } }
])('the list of who is online is understood: %j', (frame) => {
  const users = [ada, { ...bob, id: expect.any(Number) as number, hasUnsaidRights: true }]
  const decoded = decode({ type: 'online_users_update', ...frame })
  expect(decoded).toMatchObject({ type: 'online', users: expect.arrayContaining(users) as unknown })
})

it('what is no list of people is ignored', () => {
  expect(decode({ type: 'online_users_update', count: 3 })).toBeNull()
  expect(decode({ type: 'online_users_update', users: [] })).toEqual({ type: 'online', users: [] })
})

describe('a notification', () => {
  const told: HeardNotification = {
    key: '9',
    kind: 'general',
    title: 'Ce soir',
    body: 'Dix minutes',
    sender: ada,
    sentAt
  }
  const notification = {
    id: 9,
    titre: 'Ce soir',
    message: 'Dix minutes',
    expediteur: sender,
    date_creation: date
  }
  it.each([
    { data: notification },
    { notification },
    { message: notification },
    notification,
    { data: { uuid: '9', sujet: 'Ce soir', contenu: 'Dix minutes', author: sender, date } }
  ])('is understood: %j', (frame) => {
    const change = { kind: 'notified', notification: told }
    expect(decode({ type: 'notification_general', ...frame })).toEqual({ type: 'heard', change })
  })
  it('may be no more than a text, or no more than a title', () => {
    const bare = { key: null, kind: 'personal', title: '', body: '', sender: null, sentAt: null }
    const notified = (change: object): unknown => ({
      type: 'heard',
      change: { kind: 'notified', notification: { ...bare, ...change } }
    })
    const type = 'notification_personal'
    expect(decode({ type, message: 'Bonjour' })).toEqual(notified({ body: 'Bonjour' }))
    expect(decode({ type, notification: 'Bonjour' })).toEqual(notified({ body: 'Bonjour' }))
    expect(decode({ type, data: { titre: 'Bonjour' } })).toEqual(notified({ title: 'Bonjour' }))
    expect(decode({ type, data: {} })).toBeNull()
  })
  it.each([
    [{ count: 3 }, 3, 0],
    [{ nombre: '3' }, 3, 0],
    [{ notifications: 3 }, 3, 0],
    [{ data: { unread_count: 0 } }, 0, 0],
    [{ notifications: [] }, null, 0],
    [{ data: { notifications: [notification], total: 4 } }, 4, 1],
    [{ results: [notification, 'Bonjour', {}, null], count: -1 }, null, 2]
  ])('unread is understood: %j', (frame, count, length) => {
    const decoded = decode({ type: 'notifications_non_lues', ...frame })
    expect(decoded).toMatchObject({ type: 'unread', count, notifications: { length } })
  })
  it('unread is of the kind that its type says, else personal', () => {
    const notifications = [
      { ...notification, type: 'notification_general' },
      { ...notification, type: 'info' },
      { type: 'Générale', data: notification },
      notification
    ]
    expect(decode({ type: 'notifications_non_lues', notifications })).toMatchObject({
      notifications: ['general', 'personal', 'general', 'personal'].map((kind) => ({ ...told, kind }))
    })
  })
  it('of neither list nor count is ignored', () => {
    expect(decode({ type: 'notifications_non_lues' })).toBeNull()
  })
})

it.each([
  [{ message: 'Non' }, 'Non'],
  [{ error: 'Non' }, 'Non'],
  [{ detail: 'Non' }, 'Non'],
  [{ data: { message: 'Non' } }, 'Non'],
  [{ code: 7 }, '']
])('a refusal is understood: %j', (frame, text) => {
  expect(decode({ type: 'error', ...frame })).toEqual({ type: 'refused', message: text })
})

it('tells what it does not know from what is no frame', () => {
  expect(decode({ type: 'of_tomorrow' })).toBeNull()
  expect(decode('{}')).toBeNull()
  for (const text of ['', 'cc', '[]', 'null', '"{}"', '{"type":']) expect(decode(text)).toBe('bad_frame')
})

describe('a page of history', () => {
  const one = { ...message, id: 1 }
  const two = { ...message, id: '2' }
  it.each([
    [[two, one]],
    [{ results: [two, 'x', null, {}, one, one] }],
    [{ messages: [one, two] }],
    [{ data: [one, two], next: null }],
    [{ items: [{ type: 'chat_message', data: two }, one] }]
  ])('is in the order of the ids, each once: %j', (answer) => {
    expect(decodeHistoryLevel0(answer, {})?.map(({ id }) => id)).toEqual([1, 2])
  })
  it('is found by the profile’s name first', () => {
    const answer = { results: [one], page: { liste: [two] } }
    expect(decodeHistoryLevel0(answer, { messages: 'page.liste' })).toMatchObject([{ id: 2 }])
  })
  it.each([null, undefined, 'x', 5, {}, { results: {} }, { detail: 'no' }])('is not %j', (answer) => {
    expect(decodeHistoryLevel0(answer, {})).toBeNull()
  })
})

it('says what level 0 has words for, in the two shapes that it knows', () => {
  const send = encodeUpLevel0({ type: 'send', body: 'cc', clientId: 'c', roomId: 1 })
  expect(send).toBe('{"type":"chat_message","message":"cc"}')
  const gone = encodeUpLevel0({ type: 'delete', messageId: 7, requestId: 'r' })
  expect(gone).toBe('{"type":"delete_message","message_id":7}')
  expect(decodeUp(gone ?? '')).toMatchObject({ ok: true })
  expect(encodeUpLevel0({ type: 'resume', cursors: {}, onlineChanges: true })).toBeNull()
  expect(encodeUpLevel0({ type: 'announce', clientId: 'c', title: '', body: 'b' })).toBeNull()
})

it('understands what a Causerie server says to a level 0 client', () => {
  expect(decode(encodeDownLevel0(said(posted(1))) ?? '')).toMatchObject({
    change: { message: { id: 101, body: 'message 1', sender: bob } }
  })
  expect(decode(encodeDownLevel0({ type: 'online', users: [ada, bob] }) ?? '')).toEqual({
    type: 'online',
    users: [ada, bob]
  })
  const { change } = announced(3)
  if (change.kind !== 'notified') throw new Error('no notification')
  expect(decode(encodeUnreadLevel0(4, [change.notification]))).toMatchObject({
    count: 4,
    notifications: [{ key: '203', kind: 'general', title: 'title 3' }]
  })
})

describe('whatever is sent', () => {
  const types = [
    'chat_message',
    'message_deleted',
    'notification_general',
    'notification_personal',
    'notifications_non_lues',
    'online_users_update',
    'error'
  ]
  const keys = (
    '__proto__ constructor hasOwnProperty toString id pk message data notification expediteur user users username ' +
    'count notifications type date_creation titre results length 0'
  ).split(' ')
  const leaves = ['null', 'true', '-1', '123', '"123"', '1e309', '""', '"x"', '"\\ud800"', '{}', '[]', '2026']

  /** JSON as text, so that `__proto__` is a property of its own in it. */
  function json(below: (below: number) => number, depth: number): string {
    const pick = (from: readonly string[]): string => from[below(from.length)] ?? ''
    if (depth === 0 || below(4) === 0) return pick(leaves)
    const parts = Array.from({ length: below(5) }, () => json(below, depth - 1))
    if (below(2) === 0) return `[${parts.join(',')}]`
    return `{"type":"${pick(types)}"${parts.map((part) => `,"${pick(keys)}":${part}`).join('')}}`
  }

  it('is understood or ignored, and throws nothing', () => {
    const random = createSeededRandom(7)
    const below = (limit: number): number => Math.floor(random() * limit)
    const odd = {
      body: '__proto__.toString',
      sender: 'constructor',
      id: 'hasOwnProperty.length',
      username: '..'
    }
    const understood = new Set<string>()
    for (let round = 0; round < 20_000; round++) {
      const fields = below(2) ? odd : {}
      const text = json(below, 4)
      const decoded = decodeFrameLevel0(text, fields)
      if (decoded.ok && decoded.value) understood.add(decoded.value.type)
      const value: unknown = JSON.parse(text)
      const page = decodeHistoryLevel0(value, fields) ?? []
      expect(page.every(({ id, sender: { id: by } }) => id > 0 && Number.isSafeInteger(by))).toBe(true)
      expect(decodeSelfLevel0(value, fields, ['data'])?.username).not.toBe('')
    }
    expect(Array.from(understood).toSorted()).toEqual(['heard', 'online', 'refused', 'unread'])
  })
  it('depth and size break nothing, and nothing comes from a prototype', () => {
    const deep = `{"type":"chat_message","data":${'{"data":'.repeat(100_000)}1${'}'.repeat(100_000)}}`
    expect([null, 'bad_frame']).toContain(decode(deep))
    const long = 'x'.repeat(1_000_000)
    expect(decode({ type: 'chat_message', data: { ...message, message: long } })).toEqual(
      heard({ body: long })
    )
    const users = Array.from({ length: 20_000 }, (_, id) => ({ id: id + 1, username: `user ${id}` }))
    expect(decode({ type: 'online_users_update', users })).toMatchObject({ users: { length: 20_000 } })
    const inherited = Object.create({ results: [message] }) as unknown
    expect(decodeHistoryLevel0(inherited, {})).toBeNull()
    expect(decode('{"type":"chat_message","__proto__":{"id":1,"message":"cc"}}')).toBeNull()
  })
})
