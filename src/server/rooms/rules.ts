import { notificationProblem } from '../../shared/model/notification.ts'
import { bodyProblem } from '../../shared/model/text.ts'
import { MESSAGE_LIMIT, SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import type { RightsAct, UserAct, UserActDecision, UserActFacts } from '../store/administration.ts'
import type {
  Announce,
  AnnounceDecision,
  AnnounceFacts,
  Delete,
  DeleteDecision,
  DeleteFacts,
  MarkRead,
  MarkReadDecision,
  MarkReadFacts,
  MoveReadPosition,
  Notify,
  NotifyDecision,
  Post,
  PostDecision,
  PostFacts,
  ReadPositionDecision,
  ReadPositionFacts,
  Rules
} from '../store/store.ts'

/** Who may do what: every permission check of the server is in this file, and nowhere else. */
export const rules: Rules = {
  post: decidePost,
  delete: decideDelete,
  announce: decideAnnounce,
  notify: decideNotify,
  markRead: decideMarkRead,
  moveReadPosition: decideMoveReadPosition,
  administer: decideAdminister
}

/** A repeat is answered before anything else: what was once accepted stays accepted. */
export function decidePost({ body }: Post, { roomExists, earlier }: PostFacts): PostDecision {
  if (earlier) return earlier.hasSameContent ? 'repeat' : { refuse: 'conflict' }
  const problem = bodyProblem(body, MESSAGE_LIMIT)
  if (problem) return { refuse: problem }
  return roomExists ? 'write' : { refuse: 'unknown_room' }
}

/** In this order, which the level 0 backend has too; the right is the one that holds now. */
export function decideDelete({ messageId }: Delete, { actor, message }: DeleteFacts): DeleteDecision {
  if (messageId === null) return { refuse: 'message_id_missing' }
  if (!actor?.isSuperuser) return { refuse: 'not_superuser' }
  if (!message) return { refuse: 'message_not_found' }
  return message.isDeleted ? { refuse: 'already_deleted' } : 'write'
}

/** As with a message, a repeat comes first; the right is the one that holds now. */
export function decideAnnounce(
  { title, body }: Announce,
  { author, earlier }: AnnounceFacts
): AnnounceDecision {
  if (earlier) return earlier.hasSameContent ? 'repeat' : { refuse: 'conflict' }
  if (!author?.isSuperuser) return { refuse: 'not_allowed' }
  const problem = notificationProblem(title, body)
  return problem ? { refuse: problem } : 'write'
}

/** Whoever has the data folder is the operator, who may notify anybody. */
export function decideNotify({ title, body }: Notify): NotifyDecision {
  const problem = notificationProblem(title, body)
  return problem ? { refuse: problem } : 'write'
}

/**
 * Somebody else's notification is to a user as if it were not there. What was read already is refused rather than
 * passed over: no event comes of it, and whoever asked would wait for one.
 */
export function decideMarkRead(
  { userId }: MarkRead,
  { notification, hasUnread }: MarkReadFacts
): MarkReadDecision {
  const streams = notificationStreams(userId)
  if (!notification || !streams.includes(notification.stream)) return { refuse: 'notification_not_found' }
  return hasUnread ? 'write' : { refuse: 'already_read' }
}

/**
 * Forward unless asked otherwise: a device that was away must not take back what another has read. The first word
 * counts, also that nothing was read: a room of which nobody has said anything is taken for read by the next device.
 */
export function decideMoveReadPosition(
  { n, back }: MoveReadPosition,
  { newestN, position }: ReadPositionFacts
): ReadPositionDecision {
  if (newestN === null) return { refuse: 'unknown_room' }
  const to = Math.min(Math.max(n, 0), newestN)
  const isMoved = position === null || (back ? to !== position : to > position)
  return isMoved ? { moveTo: to } : 'nothing'
}

/** Whoever has the data folder may change everybody; only, a server without a superuser must be meant. */
export function decideAdminister(act: UserAct, { user, otherSuperusers }: UserActFacts): UserActDecision {
  if (!user) return { refuse: 'unknown_user' }
  if (act.kind === 'reset-password') return 'write'
  if (isSoAlready(act.kind, user)) return 'nothing'
  const takesRights = act.kind === 'demote' || act.kind === 'deactivate'
  const isLast = user.isSuperuser && user.isActive && otherSuperusers === 0
  return takesRights && isLast && !act.isForced ? { refuse: 'last_superuser' } : 'write'
}

function isSoAlready(kind: RightsAct['kind'], user: NonNullable<UserActFacts['user']>): boolean {
  switch (kind) {
    case 'promote':
      return user.isSuperuser
    case 'demote':
      return !user.isSuperuser
    case 'activate':
      return user.isActive
    case 'deactivate':
      return !user.isActive
    default:
      return unreachable(kind)
  }
}

/** The streams with the notifications that a user reads. */
export function notificationStreams(userId: number): readonly string[] {
  return [SERVER_STREAM, userStream(userId)]
}
