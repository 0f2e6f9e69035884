import { describe, expect, test } from 'vitest'
import type { DeleteFacts, PostFacts } from '../store/store.ts'
import { decideDelete, decidePost } from './rules.ts'

const post = (body: string, facts: Partial<PostFacts> = {}) =>
  decidePost(
    { kind: 'post', authorId: 1, clientId: 'c', roomId: 1, body, at: 0 },
    { roomExists: true, earlier: null, ...facts }
  )

const remove = (messageId: number | null, facts: Partial<DeleteFacts> = {}) =>
  decideDelete({ kind: 'delete', actorId: 1, messageId, at: 0 }, { actor: null, message: null, ...facts })

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
  const superuser = { isSuperuser: true }
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
