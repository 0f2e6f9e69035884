import { trimmedBody } from '../../shared/model/text.ts'
import type { Down } from '../../shared/protocol/down.ts'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { Up } from '../../shared/protocol/up.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import type { Command, Outcome } from '../store/store.ts'

/** The room of whoever names none: level 0 knows only one. */
const DEFAULT_ROOM_ID = 1

export type WriteRequest = Extract<Up, { type: 'send' | 'delete' }>

export interface CommandDeps {
  readonly userId: number
  readonly now: number
  /** Names the message of a client that names none. */
  readonly newClientId: () => string
}

/** What a client's frame asks to be written. */
export function requestToCommand(up: WriteRequest, { userId, now, newClientId }: CommandDeps): Command {
  if (up.type === 'delete') return { kind: 'delete', actorId: userId, messageId: up.messageId, at: now }
  return {
    kind: 'post',
    authorId: userId,
    clientId: up.clientId ?? newClientId(),
    roomId: up.roomId ?? DEFAULT_ROOM_ID,
    body: trimmedBody(storable(up.body)),
    at: now
  }
}

/** What the asker alone is told of the outcome; null when the event, which everyone gets, says it all. */
export function outcomeToAnswer(command: Command, outcome: Outcome, requestId: string | null): Down | null {
  switch (outcome.kind) {
    case 'posted':
    case 'repeated':
      return command.kind === 'post'
        ? { type: 'accepted', clientId: command.clientId, ...outcome.receipt }
        : null
    case 'deleted':
      return null
    case 'refused':
      return errorAnswer(outcome.code, requestId)
    default:
      return unreachable(outcome)
  }
}

/** An error in the words that go with its code. */
export function errorAnswer(code: ErrorCode, requestId: string | null): Down {
  return { type: 'error', code, message: ERROR_TEXTS[code], requestId }
}

/** Half a surrogate pair cannot be stored as UTF-8: what is sent live must be what the log replays. */
function storable(text: string): string {
  return Buffer.from(text).toString()
}
