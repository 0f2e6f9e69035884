import type { People } from '../../shared/ipc/contract.ts'
import { codeOfText, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Frame } from '../connection/dialect.ts'
import type { Announcements } from './announcements.ts'
import type { Backfill } from './backfill.ts'
import type { CatchingUp } from './catching-up.ts'
import type { Changes } from './changes.ts'
import type { Deletions } from './deletions.ts'
import type { Divergence } from './divergence.ts'
import type { Inbox } from './inbox.ts'
import type { NewsDesk } from './news-desk.ts'
import type { Outbox } from './outbox.ts'
import type { Comings } from './people.ts'
import type { Echoes } from './echoes.ts'
import type { ReadMarks } from './read-marks.ts'
import type { ReadPositions } from './read-positions.ts'
import type { Reconciliation } from './reconciliation.ts'
import type { Self } from './self.ts'
import type { UnnumberedInbox } from './unnumbered-inbox.ts'

/** Milliseconds of work on one transaction: with what follows it, more would hold up the page for longer than a frame. */
const AT_ONCE = 6

/** From frames to the copy: what one turn of the event loop brought is one transaction, or several where it is much. */
export interface Receiver {
  receive(frame: Frame): void
  /**
   * Applies what was received first, and answers whether that was all; else it is to be called again in a later turn.
   * Throws when a frame does not fit or the disk refuses; then nothing of it is applied.
   */
  flushSome(): boolean
  /** Applies all that has been received. */
  flush(): void
}

export interface ReceiverDeps {
  readonly clock: Clock
  readonly inbox: Inbox
  readonly divergence: Divergence
  readonly outbox: Outbox
  readonly deletions: Deletions
  readonly announcements: Announcements
  readonly readMarks: ReadMarks
  readonly readPositions: ReadPositions
  readonly newsDesk: NewsDesk
  readonly backfill: Backfill
  readonly catchingUp: CatchingUp
  readonly self: Self
  readonly unnumberedInbox: UnnumberedInbox
  readonly echoes: Echoes
  readonly reconciliation: Reconciliation
  /** One transaction, then the page is told. */
  readonly tell: (work: (changes: Changes) => void) => void
  readonly onPeople: (people: People) => void
  readonly onComings: (comings: Comings) => void
  /** The server has refused something in words of its own. */
  readonly onSaid: (text: string) => void
  /** Asks for a `flush` when the frames of this turn of the event loop are all here. */
  readonly onReceived: () => void
}

export function createReceiver(deps: ReceiverDeps): Receiver {
  let received: Frame[] = []
  const flush = (milliseconds: number): void => {
    const waiting = received
    // What follows a frame that does not fit is dropped with it: the next link brings it again.
    received = []
    if (waiting.length === 0) return
    const end = deps.clock.now() + milliseconds
    const frames: Frame[] = []
    deps.tell((changes) => {
      for (const frame of waiting) {
        apply(deps, frame, changes)
        frames.push(frame)
        if (deps.clock.now() >= end) break
      }
    })
    frames.forEach((frame) => afterCommit(deps, frame))
    deps.catchingUp.heard(frames)
    received = waiting.slice(frames.length)
  }
  return {
    receive(frame) {
      if (received.push(frame) === 1) deps.onReceived()
    },
    flushSome() {
      flush(AT_ONCE)
      return received.length === 0
    },
    flush: () => flush(Infinity)
  }
}

function apply(deps: ReceiverDeps, frame: Frame, changes: Changes): void {
  const { inbox, divergence, outbox, backfill, readMarks, readPositions } = deps
  const { newsDesk, unnumberedInbox } = deps
  switch (frame.type) {
    case 'event':
      return inbox.applyEvent(frame.event, changes)
    case 'page':
      if (!backfill.settle(frame)) return
      inbox.applyPage(frame, changes)
      // The server reads the next one while the disk takes this; where that refuses, the link ends.
      return backfill.pump()
    case 'limited':
      return inbox.applyLimited(frame, changes)
    case 'diverged':
      // A page that is on its way may be of a range that is there no longer.
      backfill.restart()
      return inbox.applyDiverged(frame, changes)
    case 'withheld':
      return inbox.applyWithheld(frame)
    case 'accepted':
      return outbox.accept(frame, changes)
    case 'error':
      if (frame.requestId === null) return
      readMarks.refuse(frame.requestId, frame.code, changes)
      return outbox.refuse(frame.requestId, frame.code, changes)
    case 'read-positions':
      return readPositions.hear(frame.positions, changes)
    case 'caught-up':
      divergence.settle()
      readMarks.settle()
      readPositions.settle(changes)
      return newsDesk.settle()
    case 'heard':
      return unnumberedInbox.applyHeard(frame.change, changes)
    case 'unread':
      return unnumberedInbox.applyUnread(frame, changes)
    case 'online':
      return deps.self.learn(frame.users, changes)
    case 'refused':
      if (deps.deletions.isWaiting || isOfDeletion(codeOfText(frame.message))) return
      return deps.echoes.refuse(codeOfText(frame.message) ?? 'refused', changes)
    case 'online-changed':
    case 'announced':
    case 'catching-up':
      return
  }
}

/** Said late of a deletion that nobody waits for any more. */
function isOfDeletion(code: ErrorCode | null): boolean {
  return code === 'message_id_missing' || code === 'not_superuser' || code === 'message_not_found'
}

function afterCommit(deps: ReceiverDeps, frame: Frame): void {
  const { deletions, announcements, backfill, newsDesk } = deps
  switch (frame.type) {
    case 'event':
      if (frame.event.change.kind === 'deleted') deletions.done(frame.event.change.messageId)
      return
    case 'error':
      if (frame.requestId === null) return
      deletions.refuse(frame.requestId, frame.code)
      announcements.refuse(frame.requestId, frame.code)
      deps.readPositions.refuse(frame.requestId, frame.code)
      return backfill.refuse(frame.requestId, frame.code)
    case 'online':
      return deps.onPeople({ online: frame.users.map(deps.self.known) })
    case 'online-changed':
      return deps.onComings({ joined: frame.joined.map(deps.self.known), left: frame.left })
    case 'announced':
      return announcements.done(frame.clientId)
    case 'caught-up':
      newsDesk.release()
      return backfill.begin()
    case 'heard':
      if (frame.change.kind === 'deleted') deletions.done(frame.change.messageId)
      if (frame.change.kind === 'posted') deps.reconciliation.heard(frame.change.message.id)
      return
    case 'refused': {
      const code = codeOfText(frame.message)
      deletions.refuseUnnamed(code)
      if (code === null) deps.onSaid(frame.message)
      return
    }
    case 'page':
    case 'limited':
    case 'diverged':
    case 'accepted':
    case 'unread':
    case 'withheld':
    case 'catching-up':
    case 'read-positions':
      return
  }
}
