import { trimmedBody } from '../../shared/model/text.ts'
import type { Down } from '../../shared/protocol/down.ts'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { Up } from '../../shared/protocol/up.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import type { Command, Outcome } from '../store/store.ts'

/** The room of whoever names none: level 0 knows only one. */
export const ROOM_OF_LEVEL_0 = 1

export type WriteRequest = Extract<
  Up,
  { type: 'send' | 'delete' | 'announce' | 'mark-read' | 'move-read-position' }
>

export interface CommandDeps {
  readonly userId: number
  readonly now: number
  /** Names the message of a client that names none. */
  readonly newClientId: () => string
}

/** What a client's frame asks to be written. */
export function requestToCommand(up: WriteRequest, { userId, now, newClientId }: CommandDeps): Command {
  switch (up.type) {
    case 'send':
      return {
        kind: 'post',
        authorId: userId,
        clientId: up.clientId ?? newClientId(),
        roomId: up.roomId ?? ROOM_OF_LEVEL_0,
        body: storedText(up.body),
        at: now
      }
    case 'delete':
      return { kind: 'delete', actorId: userId, messageId: up.messageId, at: now }
    case 'announce': {
      const text = { title: storedText(up.title), body: storedText(up.body) }
      return { kind: 'announce', authorId: userId, clientId: up.clientId, ...text, at: now }
    }
    case 'mark-read': {
      const { notificationId, andOlder } = up
      return { kind: 'mark-read', userId, notificationId, andOlder, at: now }
    }
    case 'move-read-position': {
      const { roomId, n, back } = up
      return { kind: 'move-read-position', userId, roomId, n, back }
    }
    default:
      return unreachable(up)
  }
}

/** What the asker alone is told of the outcome; null when others hear of it too, or there is nothing to say. */
export function outcomeToAnswer(command: Command, outcome: Outcome, requestId: string | null): Down | null {
  switch (outcome.kind) {
    case 'posted':
    case 'repeated':
      return command.kind === 'post'
        ? { type: 'accepted', clientId: command.clientId, ...outcome.receipt }
        : null
    case 'notified':
    case 'notified-before':
      return command.kind === 'announce'
        ? { type: 'announced', clientId: command.clientId, notificationId: outcome.notificationId }
        : null
    case 'deleted':
    case 'read':
    case 'position-moved':
    case 'position-kept':
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

/**
 * What is kept of a text. Half a surrogate pair cannot be stored as UTF-8: what is sent live must be what the log
 * replays.
 */
export function storedText(text: string): string {
  return trimmedBody(Buffer.from(text).toString())
}
