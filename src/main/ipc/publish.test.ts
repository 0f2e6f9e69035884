import { expect, it } from 'vitest'
import type { AnyEvent, MessagesChanged, NotificationsChanged } from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'
import { makeAppState } from '../../shared/testkit/make.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { createPublisher } from './publish.ts'

const message = (clientId: string, body = ''): Message => ({
  clientId,
  roomId: 1,
  senderId: 1,
  body,
  sentAt: 1,
  placement: null,
  outboxPosition: null,
  delivery: { state: 'sent' }
})
const changed = (change: Partial<MessagesChanged>): AnyEvent => ({
  name: 'messages.changed',
  value: { roomId: 1, upserted: [], removed: [], users: [], reset: false, ...change }
})

it('tells the first event at once and merges what follows within a frame', () => {
  const told: AnyEvent[] = []
  const clock = createTurnedClock()
  const publish = createPublisher((event) => told.push(event), clock)
  publish(changed({ upserted: [message('a')] }))
  expect(told).toHaveLength(1)
  publish(changed({ upserted: [message('b'), message('c')] }))
  publish(changed({ upserted: [message('b', 'newer')], removed: ['c'] }))
  publish({ name: 'people.changed', value: { online: [] } })
  expect(told).toHaveLength(1)
  clock.turn(16)
  expect(told.slice(1)).toEqual([
    changed({ upserted: [message('b', 'newer')], removed: ['c'] }),
    { name: 'people.changed', value: { online: [] } }
  ])
  clock.turn(16)
  expect(told).toHaveLength(3)
})

it('never tells an older whole state after a newer one', () => {
  const told: string[] = []
  const clock = createTurnedClock()
  const publish = createPublisher((event) => told.push(event.name), clock)
  const connection: AnyEvent = { name: 'connection.changed', value: { phase: 'signed-out' } }
  publish(connection)
  publish(connection)
  publish({ name: 'app.changed', value: makeAppState(null) })
  publish(connection)
  clock.turn(16)
  expect(told).toEqual(['connection.changed', 'app.changed', 'connection.changed'])
})

it('forgets what came before a reset, and tells a removed message again when it returns', () => {
  const told: AnyEvent[] = []
  const clock = createTurnedClock()
  const publish = createPublisher((event) => told.push(event), clock)
  publish(changed({}))
  publish(changed({ upserted: [message('a')], removed: ['b'] }))
  publish(changed({ reset: true }))
  publish(changed({ upserted: [message('c')] }))
  clock.turn(16)
  expect(told[1]).toEqual(changed({ upserted: [message('c')], reset: true }))
})

it('merges what is told of notifications, and keeps every alert', () => {
  const told: AnyEvent[] = []
  const clock = createTurnedClock()
  const publish = createPublisher((event) => told.push(event), clock)
  const notification = (id: number, isRead: boolean) =>
    ({ id, kind: 'general', title: '', body: '', senderId: null, sentAt: 1, isRead }) as const
  const notified = (change: Partial<NotificationsChanged>): AnyEvent => {
    const unread = { general: 0, personal: 0, unlisted: 0 }
    return {
      name: 'notifications.changed',
      value: { upserted: [], users: [], unread, reset: false, ...change }
    }
  }
  const alert = (title: string): AnyEvent => {
    return { name: 'alert.raised', value: { title, body: '', place: null } }
  }
  publish(alert('first'))
  publish(
    notified({
      upserted: [notification(1, false)],
      unread: { general: 1, personal: 0, unlisted: 0 },
      reset: true
    })
  )
  publish(alert('second'))
  publish(notified({ upserted: [notification(1, true), notification(2, false)] }))
  publish(alert('third'))
  clock.turn(16)
  expect(told).toEqual([
    alert('first'),
    alert('second'),
    notified({ upserted: [notification(1, true), notification(2, false)], reset: true }),
    alert('third')
  ])
})
