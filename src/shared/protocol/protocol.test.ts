import { describe, expect, it } from 'vitest'
import { ada, announced, bob, clientId, deleted, makeHello, posted, read } from '../testkit/make.ts'
import { decodeDown, encodeDown, type Down } from './down.ts'
import { encodeDownLevel0, encodeUnreadLevel0 } from './level-0.ts'
import { decodeUp, encodeUp, type Up } from './up.ts'

const downs: Down[] = [
  makeHello(),
  { type: 'event', event: posted(1) },
  { type: 'event', event: posted(2, { body: null, rev: 9 }) },
  { type: 'event', event: deleted(3, 1) },
  { type: 'event', event: announced(4) },
  { type: 'event', event: announced(5, { kind: 'personal', title: '', sender: null }) },
  { type: 'event', event: read(6, 204, true) },
  { type: 'announced', clientId: clientId(1), notificationId: 204 },
  { type: 'accepted', clientId: clientId(1), roomId: 1, id: 101, seq: 1, n: 1, sentAt: 1_776_000_000_000 },
  { type: 'error', code: 'too_long', message: 'Le message est trop long', requestId: clientId(1) },
  { type: 'error', code: 'bad_frame', message: 'Trame invalide', requestId: null },
  { type: 'online', users: [ada, bob] },
  { type: 'reconnect', afterMs: 1500 },
  { type: 'online-changed', joined: [ada], left: [bob.id] },
  { type: 'caught-up' },
  { type: 'limited', stream: 'room:1', from: 3, to: 900, deleted: [101] },
  { type: 'diverged', stream: 'room:1', common: 4, event: 'event-4' },
  { type: 'page', requestId: 'r', stream: 'room:1', from: 1, to: 2, events: [posted(1), deleted(2, 1)] }
]
const ups: Up[] = [
  { type: 'send', body: 'salut', clientId: clientId(1), roomId: 1 },
  { type: 'send', body: 'salut', clientId: null, roomId: null },
  { type: 'delete', messageId: 7, requestId: 'r' },
  { type: 'delete', messageId: null, requestId: null },
  { type: 'announce', clientId: clientId(1), title: 'Ce soir', body: 'Dix minutes' },
  { type: 'mark-read', notificationId: 204, andOlder: true, requestId: 'r' },
  { type: 'resume', cursors: { 'room:1': { seq: 3, event: 'event-3' } }, onlineChanges: true },
  { type: 'resume', cursors: {}, onlineChanges: false },
  { type: 'fetch', requestId: 'r', stream: 'room:1', from: 1, to: 200 }
]

it.each(downs)('$type goes down and comes out as it was', (down) => {
  expect(decodeDown(encodeDown(down))).toEqual({ ok: true, value: down })
})

it.each(ups)('$type goes up and comes out as it was', (up) => {
  expect(decodeUp(encodeUp(up))).toEqual({ ok: true, value: up })
})

describe('a client', () => {
  it('knows the greeting of a later protocol, whatever else it holds', () => {
    expect(decodeDown('{"type":"hello","protocol":2,"who":"knows"}')).toEqual({ ok: false, code: 'too_new' })
  })
  it('is greeted by a server of before too, which says nothing of its clock', () => {
    const hello = makeHello({ time: null })
    expect(encodeDown(hello)).not.toContain('"time"')
    expect(decodeDown(encodeDown(hello))).toEqual({ ok: true, value: hello })
  })
  it('ignores types and fields that it does not know', () => {
    expect(decodeDown('{"type":"of_tomorrow","x":1}')).toEqual({ ok: true, value: null })
    const frame = { ...JSON.parse(encodeDown({ type: 'caught-up' })), more: true }
    expect(decodeDown(JSON.stringify(frame))).toEqual({ ok: true, value: { type: 'caught-up' } })
  })

  it.each([
    '',
    'null',
    '[]',
    '"text"',
    '{"type":"hello"}',
    '{"type":"chat_message","data":{}}',
    '{"type":"page","request_id":"r","stream":"room:1","from":1,"to":2,"events":[{}]}',
    encodeDown({ type: 'event', event: posted(1) }).replace('"seq":1', '"seq":1.5'),
    encodeDown({ type: 'event', event: posted(1) }).replace('"seq":1', '"seq":-1'),
    encodeDown({ type: 'event', event: posted(1) }).replace(
      /"date_creation":"[^"]*"/,
      '"date_creation":"soon"'
    ),
    encodeDown({ type: 'event', event: posted(1) }).replace(':01.000Z', ':60Z'),
    encodeDown(makeHello({ heartbeat: 3_000_000_000 })),
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  ])('takes %.40s for a bad frame', (text) => {
    expect(decodeDown(text)).toEqual({ ok: false, code: 'bad_frame' })
  })
})

describe('a server', () => {
  it('takes an id as the number or the string that was sent', () => {
    const expected = { ok: true, value: { type: 'delete', messageId: 7, requestId: null } }
    expect(decodeUp('{"type":"delete_message","message_id":7}')).toEqual(expected)
    expect(decodeUp('{"type":"delete_message","message_id":"7"}')).toEqual(expected)
  })

  it.each([
    ['null', null],
    ['0', null],
    ['""', null],
    ['false', null],
    ['-1', 0],
    ['1.5', 0],
    ['1e300', 0],
    ['"seven"', 0],
    ['true', 0],
    ['{"$gt":0}', 0],
    ['[7]', 0]
  ])('takes %s for an id that is missing, or is no message’s', (named, messageId) => {
    expect(decodeUp(`{"type":"delete_message","message_id":${named}}`)).toMatchObject({
      value: { messageId }
    })
  })

  it('tells bad frames from unknown types, and which request they were', () => {
    const problem = (text: string): unknown => {
      const decoded = decodeUp(text)
      return decoded.ok ? null : decoded.problem
    }
    expect(problem('{')).toEqual({ code: 'bad_frame', requestId: null })
    expect(problem('{"type":"dance","request_id":"r"}')).toEqual({ code: 'unknown_type', requestId: 'r' })
    expect(problem('{"type":"chat_message","message":7}')).toEqual({ code: 'bad_frame', requestId: null })
    expect(problem('{"type":"chat_message","message":"a","client_id":"short"}')).toEqual({
      code: 'bad_frame',
      requestId: 'short'
    })
  })
})

it('speaks to a level 0 client in its own words and no others', () => {
  const words = downs.map((down) => JSON.parse(encodeDownLevel0(down) ?? 'null') as unknown)
  expect(words.filter(Boolean)).toEqual([
    {
      type: 'chat_message',
      data: {
        id: 101,
        message: 'message 1',
        expediteur: { id: 2, username: 'bob', first_name: '', last_name: '', is_superuser: false },
        date_creation: '2026-04-13T09:00:01.000Z'
      }
    },
    { type: 'message_deleted', message_id: 101 },
    {
      type: 'notification_general',
      data: {
        id: 204,
        titre: 'title 4',
        message: 'notification 4',
        expediteur: { id: 2, username: 'bob', first_name: '', last_name: '', is_superuser: false },
        date_creation: '2026-04-13T10:00:04.000Z'
      }
    },
    {
      type: 'notification_personal',
      data: { id: 205, titre: '', message: 'notification 5', date_creation: '2026-04-13T10:00:05.000Z' }
    },
    { type: 'error', message: 'Le message est trop long', code: 'too_long' },
    { type: 'error', message: 'Trame invalide', code: 'bad_frame' },
    {
      type: 'online_users_update',
      users: [
        { id: 1, username: 'ada', first_name: 'Ada', last_name: 'Lovelace', is_superuser: true },
        { id: 2, username: 'bob', first_name: '', last_name: '', is_superuser: false }
      ]
    }
  ])
})

it('tells a level 0 client what its user has not read', () => {
  const { change } = announced(4)
  if (change.kind !== 'notified') throw new Error('not a notification')
  expect(JSON.parse(encodeUnreadLevel0(7, [change.notification]))).toMatchObject({
    type: 'notifications_non_lues',
    count: 7,
    notifications: [{ type: 'notification_general', id: 204, message: 'notification 4' }]
  })
})
