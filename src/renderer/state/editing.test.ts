import { describe, expect, it } from 'vitest'
import { makeAppState, makeSession } from '../../shared/testkit/make.ts'
import { makeMessage, makePage, makeWaiting } from '../testkit/make-message.ts'
import { beginEditing, lastChangeable } from './editing.ts'
import { emptyModel, type AppModel } from './store.ts'
import { timelineFromPage } from './timeline.ts'

function holding(...messages: Parameters<typeof makePage>[0]): AppModel {
  const timelinesByRoomId = { 1: timelineFromPage(makePage(messages)) }
  return { ...emptyModel, app: makeAppState(makeSession()), timelinesByRoomId }
}

describe('the message that the arrow changes', () => {
  it('is the newest own one, while it waits', () => {
    const waiting = makeWaiting(2)
    expect(lastChangeable(holding(makeMessage(1), makeWaiting(1), waiting), 1)).toBe(waiting)
    expect(lastChangeable(holding(makeMessage(1)), 1)).toBeNull()
    expect(lastChangeable(emptyModel, 1)).toBeNull()
  })

  it('is none where a newer one has been handed over, refused or sent', () => {
    for (const state of ['handed-over', 'sent'] as const) {
      expect(lastChangeable(holding(makeWaiting(1), makeWaiting(2, { delivery: { state } })), 1)).toBeNull()
    }
    const failed = makeWaiting(2, { delivery: { state: 'failed', code: 'too_long' } })
    expect(lastChangeable(holding(makeWaiting(1), failed), 1)).toBeNull()
  })
})

it('begins with the words of the message, and keeps what is being typed there', () => {
  const { editing } = beginEditing(emptyModel, makeWaiting(1))
  expect(editing).toEqual({ clientId: 'w1', text: 'message 0', problem: null })
  const typed = { clientId: 'w1', text: 'half', problem: 'disk' }
  expect(beginEditing({ ...emptyModel, editing: typed }, makeWaiting(1)).editing).toBe(typed)
  expect(beginEditing({ ...emptyModel, editing: typed }, makeWaiting(2)).editing?.clientId).toBe('w2')
})
