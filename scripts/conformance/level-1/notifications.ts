import { SERVER_STREAM, userStream } from '../../../src/shared/protocol/constants.ts'
import type { Down } from '../../../src/shared/protocol/down.ts'
import type { StreamEvent } from '../../../src/shared/protocol/event.ts'
import { type Check, expectThat } from '../check.ts'
import { eventIn, expectRefusal, newId } from './talk.ts'
import { ask, type Guest, type Visit } from './visit.ts'

/** Announcements, and marking them read. */
export const notifications: readonly Check<Visit>[] = [
  {
    promise: 'An announcement is answered, a repeat too, and reaches everyone once as an event',
    async look(visit) {
      const [reader, superuser] = [await visit.live('user'), await visit.live('superuser')]
      const announcement = announcementOf(visit)
      const { notificationId } = await announce(superuser, announcement)
      const again = await announce(superuser, announcement)
      expectThat(again.notificationId === notificationId, 'a repeat is another announcement')
      const event = await hearNotified(reader, notificationId)
      expectThat(event.stream === SERVER_STREAM, `its stream is ${event.stream}`)
      await hearNotified(superuser, notificationId)
      const times = superuser.said.filter((said) => isNotified(eventIn(said), notificationId))
      expectThat(times.length === 1, `it came ${times.length} times`)
      return undefined
    }
  },
  {
    promise: 'Who is no superuser may not announce anything',
    async look(visit) {
      const guest = await visit.live('user')
      const clientId = newId()
      const frame = { type: 'announce', client_id: clientId, title: '', message: visit.mark.text('refused') }
      await expectRefusal(guest, frame, { code: 'not_allowed', requestId: clientId })
      return undefined
    }
  },
  {
    promise:
      'Marking something read is an event of the person’s own stream, on all their devices; again it is refused',
    async look(visit) {
      const [one, other] = [await visit.live('user'), await visit.live('user')]
      const { notificationId } = await announce(await visit.live('superuser'), announcementOf(visit))
      await hearNotified(one, notificationId)
      ask(one, { type: 'mark-read', notificationId, andOlder: false, requestId: newId() })
      for (const guest of [one, other]) {
        const { stream } = await hearRead(guest, notificationId)
        expectThat(stream === userStream(visit.credentials('user').user.id), `its stream is ${stream}`)
      }
      const requestId = newId()
      const again = {
        type: 'mark_read',
        notification_id: notificationId,
        and_older: false,
        request_id: requestId
      }
      await expectRefusal(other, again, { code: 'already_read', requestId })
      return undefined
    }
  },
  {
    promise: 'A notification that is not there cannot be marked read',
    async look(visit) {
      const guest = await visit.live('user')
      const requestId = newId()
      const frame = {
        type: 'mark_read',
        notification_id: 987_654_321,
        and_older: false,
        request_id: requestId
      }
      await expectRefusal(guest, frame, { code: 'notification_not_found', requestId })
      return undefined
    }
  }
]

interface Announcement {
  readonly clientId: string
  readonly body: string
}

function announcementOf(visit: Visit): Announcement {
  return { clientId: newId(), body: visit.mark.text('an announcement') }
}

function announce(
  guest: Guest,
  { clientId, body }: Announcement
): Promise<Extract<Down, { type: 'announced' }>> {
  const from = guest.said.length
  ask(guest, { type: 'announce', clientId, title: '', body })
  return guest.first(
    'announced',
    (said) => (said?.type === 'announced' && said.clientId === clientId ? said : null),
    from
  )
}

function isNotified(event: StreamEvent | null, id: number): boolean {
  return event?.change.kind === 'notified' && event.change.notification.id === id
}

function hearNotified(guest: Guest, id: number): Promise<StreamEvent> {
  return guest.first('the announcement', (said) => {
    const event = eventIn(said)
    return isNotified(event, id) ? event : null
  })
}

function hearRead(guest: Guest, id: number): Promise<StreamEvent> {
  return guest.first('notifications_read', (said) => {
    const event = eventIn(said)
    return event?.change.kind === 'read' && event.change.notificationId === id ? event : null
  })
}
