import { bodyProblem } from '../../shared/model/text.ts'
import { MESSAGE_LIMIT } from '../../shared/protocol/constants.ts'
import type {
  Delete,
  DeleteDecision,
  DeleteFacts,
  Post,
  PostDecision,
  PostFacts,
  Rules
} from '../store/store.ts'

/** Who may do what: every permission check of the server is in this file, and nowhere else. */
export const rules: Rules = { post: decidePost, delete: decideDelete }

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
