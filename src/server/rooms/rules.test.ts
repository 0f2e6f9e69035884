import { describe, expect, test } from 'vitest'
import type { AnnounceFacts, DeleteFacts, PostFacts } from '../store/store.ts'
import { readableStreams } from './reading.ts'
import {
  decideAdminister,
  decideAnnounce,
  decideDelete,
  decideMarkRead,
  decideMoveReadPosition,
  decideNotify,
  decidePost
} from './rules.ts'

const superuser = { isSuperuser: true }

const post = (body: string, facts: Partial<PostFacts> = {}) =>
  decidePost(
    { kind: 'post', authorId: 1, clientId: 'c', roomId: 1, body, at: 0 },
    { roomExists: true, earlier: null, ...facts }
  )

const remove = (messageId: number | null, facts: Partial<DeleteFacts> = {}) =>
  decideDelete({ kind: 'delete', actorId: 1, messageId, at: 0 }, { actor: null, message: null, ...facts })

describe('how far somebody has read', () => {
  const decide = (
    n: number,
    back: boolean,
    { newestN = 10, position = 5 }: { newestN?: number | null; position?: number | null } = {}
  ) =>
    decideMoveReadPosition(
      { kind: 'move-read-position', userId: 1, roomId: 1, n, back },
      { newestN, position }
    )

  test.each([
    [6, false, { moveTo: 6 }],
    [5, false, 'nothing'],
    [4, false, 'nothing'],
    [99, false, { moveTo: 10 }],
    [4, true, { moveTo: 4 }],
    [5, true, 'nothing'],
    [0, true, { moveTo: 0 }],
    [-1, true, { moveTo: 0 }],
    [99, true, { moveTo: 10 }]
  ])('from 5 of 10 to %d, back: %s', (n, back, decision) => {
    expect(decide(n, back)).toEqual(decision)
  })

  test.each([0, 4])('is kept from the first word on, %d too', (n) => {
    expect(decide(n, false, { position: null })).toEqual({ moveTo: n })
  })

  test('of a room that is not there is refused', () => {
    expect(decide(6, false, { newestN: null })).toEqual({ refuse: 'unknown_room' })
  })

  test('of a history that is shorter than what was read goes no further', () => {
    expect(decide(6, false, { newestN: 3 })).toBe('nothing')
    expect(decide(6, true, { newestN: 3 })).toEqual({ moveTo: 3 })
  })
})

describe('who may post what', () => {
  test.each([
    ['', { refuse: 'blank' }],
    ['   ', { refuse: 'blank' }],
    ['cc', 'write'],
    ['é'.repeat(4000), 'write'],
    ['😀'.repeat(4000), 'write'],
    ['😀'.repeat(4001), { refuse: 'too_long' }]
  ])('a body of its kind', (body, decision) => {
    expect(post(body)).toEqual(decision)
  })

  test('an unknown room is refused', () => {
    expect(post('cc', { roomExists: false })).toEqual({ refuse: 'unknown_room' })
  })

  test('the same message again is a repeat, even when its room is gone', () => {
    expect(post('cc', { earlier: { hasSameContent: true }, roomExists: false })).toBe('repeat')
  })

  test('what was accepted under another limit stays accepted', () => {
    expect(post('x'.repeat(4001), { earlier: { hasSameContent: true } })).toBe('repeat')
  })

  test('another message under the same id is a conflict', () => {
    expect(post('cc', { earlier: { hasSameContent: false } })).toEqual({ refuse: 'conflict' })
  })
})

describe('who may delete what', () => {
  const user = { isSuperuser: false }
  test.each([
    ['no id comes first, even before rights', null, { actor: user }, { refuse: 'message_id_missing' }],
    ['then rights, even for what is not there', 7, { actor: user }, { refuse: 'not_superuser' }],
    ['who is no user any more has none', 7, { message: { isDeleted: false } }, { refuse: 'not_superuser' }],
    ['then whether it is there', 7, { actor: superuser }, { refuse: 'message_not_found' }],
    [
      'then whether it still is',
      7,
      { actor: superuser, message: { isDeleted: true } },
      { refuse: 'already_deleted' }
    ],
    ['a superuser deletes', 7, { actor: superuser, message: { isDeleted: false } }, 'write']
  ])('%s', (_what, id, facts, decision) => {
    expect(remove(id, facts)).toEqual(decision)
  })
})

const text = { title: 'Ce soir', body: 'Dix minutes' }

describe('who may announce what', () => {
  const announce = (facts: Partial<AnnounceFacts>, change: Partial<typeof text> = {}) =>
    decideAnnounce(
      { kind: 'announce', authorId: 1, clientId: 'c', ...text, ...change, at: 0 },
      { author: superuser, earlier: null, ...facts }
    )

  test.each([
    ['a superuser may', {}, {}, 'write'],
    ['without a title', {}, { title: '' }, 'write'],
    ['others may not', { author: { isSuperuser: false } }, {}, { refuse: 'not_allowed' }],
    ['who is no user any more may not', { author: null }, {}, { refuse: 'not_allowed' }],
    ['rights come before the text', { author: null }, { body: '' }, { refuse: 'not_allowed' }],
    ['nothing but space is no text', {}, { body: ' \n' }, { refuse: 'blank' }],
    ['nor is a title alone', {}, { body: '' }, { refuse: 'blank' }],
    ['80 and 500 characters may be', {}, { title: '😀'.repeat(80), body: '😀'.repeat(500) }, 'write'],
    ['81 are no title', {}, { title: '😀'.repeat(81) }, { refuse: 'title_too_long' }],
    ['501 are no text', {}, { body: '😀'.repeat(501) }, { refuse: 'too_long' }],
    ['the same again is a repeat', { earlier: { hasSameContent: true } }, {}, 'repeat'],
    [
      'also when the right is gone',
      { earlier: { hasSameContent: true }, author: { isSuperuser: false } },
      {},
      'repeat'
    ],
    ['another one is a conflict', { earlier: { hasSameContent: false } }, {}, { refuse: 'conflict' }]
  ] as const)('%s', (_what, facts, change, decision) => {
    expect(announce(facts, change)).toEqual(decision)
  })
})

test.each([
  ['Bonjour', '', 'write'],
  ['', 'Titre', { refuse: 'blank' }],
  ['x'.repeat(501), '', { refuse: 'too_long' }],
  ['Bonjour', 'x'.repeat(81), { refuse: 'title_too_long' }]
])('the operator may notify %#', (body, title, decision) => {
  expect(decideNotify({ kind: 'notify', recipientId: null, title, body, at: 0 })).toEqual(decision)
})

describe('who may mark what as read', () => {
  const notFound = { refuse: 'notification_not_found' }
  test.each([
    ['what is not there', null, true, notFound],
    ['another’s', 'user:2', true, notFound],
    ['another’s whose number begins alike', 'user:11', true, notFound],
    ['a room’s', 'room:1', true, notFound],
    ['everyone’s', 'server', true, 'write'],
    ['their own', 'user:1', true, 'write'],
    ['everyone’s, again', 'server', false, { refuse: 'already_read' }],
    ['their own, again', 'user:1', false, { refuse: 'already_read' }]
  ])('%s', (_what, stream, hasUnread, decision) => {
    const facts = { notification: stream === null ? null : { stream }, hasUnread }
    const command = { kind: 'mark-read', userId: 1, notificationId: 7, andOlder: false, at: 0 } as const
    expect(decideMarkRead(command, facts)).toEqual(decision)
  })
})

test('a user reads every room, what is for everyone, and of users their own alone', () => {
  const rooms = [
    { id: 1, name: 'Général' },
    { id: 4, name: 'Autre' }
  ]
  expect(readableStreams(rooms, 7)).toEqual(['room:1', 'room:4', 'server', 'user:7'])
})

describe('what the operator may do with people', () => {
  const decide = (kind: 'promote' | 'demote' | 'activate' | 'deactivate', facts: string, isForced = false) =>
    decideAdminister(
      { kind, usernameKey: 'ada', isForced, at: 0 },
      {
        user: { isSuperuser: facts.includes('superuser'), isActive: !facts.includes('deactivated') },
        otherSuperusers: facts.includes('last') ? 0 : 1
      }
    )
  const last = { refuse: 'last_superuser' }

  test.each([
    ['promote', 'user', 'write'],
    ['promote', 'superuser', 'nothing'],
    ['promote', 'deactivated user', 'write'],
    ['demote', 'superuser', 'write'],
    ['demote', 'user', 'nothing'],
    ['demote', 'last superuser', last],
    ['demote', 'deactivated last superuser', 'write'],
    ['deactivate', 'user', 'write'],
    ['deactivate', 'last user', 'write'],
    ['deactivate', 'superuser', 'write'],
    ['deactivate', 'last superuser', last],
    ['deactivate', 'deactivated last superuser', 'nothing'],
    ['activate', 'deactivated user', 'write'],
    ['activate', 'user', 'nothing']
  ] as const)('%s a %s', (kind, facts, decision) => {
    expect(decide(kind, facts)).toEqual(decision)
  })

  test('everything if it is meant, and nothing with whoever is not there', () => {
    expect(decide('demote', 'last superuser', true)).toBe('write')
    expect(decide('deactivate', 'last superuser', true)).toBe('write')
    const reset = { kind: 'reset-password', usernameKey: 'ada', passwordHash: 'hash', at: 0 } as const
    expect(decideAdminister(reset, { user: null, otherSuperusers: 1 })).toEqual({ refuse: 'unknown_user' })
    expect(decideAdminister(reset, { user: { isSuperuser: true, isActive: true }, otherSuperusers: 0 })).toBe(
      'write'
    )
  })
})
