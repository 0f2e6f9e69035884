import { notificationProblem } from '../../shared/model/notification.ts'
import { bodyProblem } from '../../shared/model/text.ts'
import { MESSAGE_LIMIT, SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
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
  Notify,
  NotifyDecision,
  Post,
  PostDecision,
  PostFacts,
  Rules
} from '../store/store.ts'

/** Who may do what: every permission check of the server is in this file, and nowhere else. */
export const rules: Rules = {
  post: decidePost,
  delete: decideDelete,
  announce: decideAnnounce,
  notify: decideNotify,
  markRead: decideMarkRead
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

/** Somebody else's notification is to a user as if it were not there. */
export function decideMarkRead(
  { userId }: MarkRead,
  { notification, hasUnread }: MarkReadFacts
): MarkReadDecision {
  const streams = notificationStreams(userId)
  if (!notification || !streams.includes(notification.stream)) return { refuse: 'notification_not_found' }
  return hasUnread ? 'write' : 'nothing'
}

/** The streams with the notifications that a user reads. */
export function notificationStreams(userId: number): readonly string[] {
  return [SERVER_STREAM, userStream(userId)]
}
