import type { AnnounceProblem } from '../../shared/ipc/contract.ts'
import { notificationProblem } from '../../shared/model/notification.ts'
import type { Clock } from '../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Connection } from '../connection/connection.ts'
import { createPending } from './pending.ts'

/** Announcements that somebody waits for: now or not at all, and under one id never twice. */
export interface Announcements {
  send(announcement: Announcement): Promise<Result<undefined, AnnounceProblem>>
  /** The server has it. */
  done(clientId: string): void
  /** The server has refused what was named so; unknown names are somebody else's. */
  refuse(requestId: string, code: string): void
  /** The link is gone, and with it every answer. */
  restart(): void
}

export interface Announcement {
  readonly clientId: string
  readonly title: string
  readonly body: string
}

export interface AnnouncementsDeps {
  readonly connection: Connection
  readonly clock: Clock
}

export function createAnnouncements({ connection, clock }: AnnouncementsDeps): Announcements {
  const pending = createPending({ clock })
  return {
    async send({ clientId, title, body }) {
      const problem = notificationProblem(title, body)
      if (problem) return fail(problem)
      const isHandedOver = connection.send({
        type: 'announce',
        clientId,
        title: title.trim(),
        body: body.trim()
      })
      return isHandedOver ? pending.answerTo(clientId) : fail('offline')
    },
    done: (clientId) => pending.settle(clientId, ok()),
    refuse: pending.refuse,
    restart: pending.restart
  }
}
