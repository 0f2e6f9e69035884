import type { AnnounceProblem, DeleteProblem, NotificationPage } from '../../shared/ipc/contract.ts'
import { joinedDraft, type BodyProblem } from '../../shared/model/text.ts'
import type { Log } from '../../shared/std/log.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { AccountStore } from '../store/account-store.ts'
import { isDiskError } from '../store/database-faults.ts'
import type { NotificationQuery } from '../store/notifications.ts'
import type { Announcement, Announcements } from './announcements.ts'
import { sendersOf, type Changes } from './changes.ts'
import type { Deletions } from './deletions.ts'
import type { Divergence } from './divergence.ts'
import type { Outbox } from './outbox.ts'
import type { ReadMarks } from './read-marks.ts'
import type { ReadPositions } from './read-positions.ts'

const NOTIFICATIONS_PAGE = 50

/**
 * What a person asks of the account's copy; `disk`: it was not taken, and nothing has changed. Promises from the first
 * day: the engine may move to another process.
 */
export interface Commands {
  /** Answers once the message is on disk. */
  send(roomId: number, body: string): Promise<Result<undefined, BodyProblem | 'signed_out' | 'disk'>>
  /** Answers once the message is gone for everyone, or why it is not. */
  delete(clientId: string): Promise<Result<undefined, DeleteProblem>>
  /** Gives a message that was never handed over another text. */
  change(clientId: string, body: string): Promise<Result<undefined, BodyProblem | 'not_changeable' | 'disk'>>
  retry(clientId: string): Promise<Written>
  /** Takes back what has not left; `toDraft`: in one step its text becomes the draft, in front of what is there. */
  cancel(clientId: string, toDraft: boolean): Promise<Result<{ body: string }, 'not_cancellable' | 'disk'>>
  /** Notes that a room was read up to a message, by its ordinal. */
  markRead(roomId: number, n: number): Promise<Written>
  /** Makes a room unread from a message on, on every device. */
  markUnread(roomId: number, n: number): Promise<Written>
  saveDraft(roomId: number, text: string): Promise<Written>
  notifications(query: Omit<NotificationQuery, 'limit'>): Promise<NotificationPage>
  markNotificationRead(id: number): Promise<Written>
  markAllNotificationsRead(): Promise<Written>
  dismissIncident(id: number): Promise<Written>
  /** Answers once the server has told everyone, or why not. */
  announce(announcement: Announcement): Promise<Result<undefined, AnnounceProblem>>
}

type Written = Result<undefined, 'disk'>

export interface CommandsDeps {
  readonly store: AccountStore
  readonly outbox: Outbox
  readonly deletions: Deletions
  readonly divergence: Divergence
  readonly announcements: Announcements
  readonly readMarks: ReadMarks
  readonly readPositions: ReadPositions
  /** One transaction, then the page is told. */
  readonly tell: <T>(work: (changes: Changes) => T) => T
  /** Sends what is next in every room, if there is a connection. */
  readonly pump: () => void
  readonly log: Log
}

export function createCommands(deps: CommandsDeps): Commands {
  const { store, outbox, deletions, divergence, announcements, readMarks, readPositions } = deps
  const { tell, pump, log } = deps
  const written = <T, E extends string = never>(work: () => Result<T, E>): Result<T, E | 'disk'> => {
    try {
      return work()
    } catch (error) {
      if (!isDiskError(error)) throw error
      log.error('copy.not_written', { reason: String(error) })
      return fail('disk')
    }
  }
  /** What can be done in any case, if only the disk takes it. */
  const write = async (work: (changes: Changes) => void): Promise<Written> => {
    const outcome = written(() => {
      tell(work)
      return ok()
    })
    if (outcome.ok) pump()
    return outcome
  }
  return {
    async send(roomId, body) {
      const identity = store.identity.get()
      if (!identity) return fail('signed_out')
      const added = written(() =>
        tell((changes) => {
          const result = outbox.add(roomId, body, identity.userId, changes)
          // In one transaction: after a crash it is either the draft or the message, never both. The draft on disk
          // may be a keystroke behind.
          if (result.ok && body.startsWith(store.drafts.get(roomId))) store.drafts.set(roomId, '')
          return result
        })
      )
      if (added.ok) pump()
      return added
    },
    async delete(clientId) {
      const message = store.messages.get(clientId)
      if (!message) return fail('already_deleted')
      if (!message.placement) return fail('not_placed')
      // Its number may be another message's by now.
      if (divergence.isUnsettled) return fail('offline')
      const outcome = await deletions.request(message.placement.id)
      // What had to wait for it.
      pump()
      return outcome
    },
    async change(clientId, body) {
      return written(() => tell((changes) => outbox.change(clientId, body, changes)))
    },
    retry: (clientId) => write((changes) => outbox.retry(clientId, changes)),
    async cancel(clientId, toDraft) {
      return written(() =>
        tell((changes) => {
          const roomId = store.outbox.get(clientId)?.roomId
          const cancelled = outbox.cancel(clientId, changes)
          if (cancelled.ok && toDraft && roomId !== undefined) {
            const draft = store.drafts.get(roomId)
            store.drafts.set(roomId, joinedDraft(cancelled.value.body, draft))
          }
          return cancelled
        })
      )
    },
    markRead: (roomId, n) => write((changes) => readPositions.markRead(roomId, n, changes)),
    markUnread: (roomId, n) => write((changes) => readPositions.markUnread(roomId, n, changes)),
    async saveDraft(roomId, text) {
      return written(() => {
        store.transaction(() => store.drafts.set(roomId, text))
        return ok()
      })
    },
    async notifications(query) {
      const page = store.notifications.page({ ...query, limit: NOTIFICATIONS_PAGE })
      return { ...page, users: sendersOf(store, page.notifications) }
    },
    markNotificationRead: (id) => write((changes) => readMarks.markOne(id, changes)),
    markAllNotificationsRead: () => write((changes) => readMarks.markAll(changes)),
    dismissIncident: (id) =>
      write((changes) => {
        store.incidents.remove(id)
        changes.incidents()
      }),
    announce: (announcement) => announcements.send(announcement)
  }
}
