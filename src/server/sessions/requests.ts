import type { ErrorCode } from '../../shared/protocol/errors.ts'
import { decodeUp, type Up } from '../../shared/protocol/up.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import { errorAnswer, outcomeToAnswer, requestToCommand, type WriteRequest } from '../rooms/commands.ts'
import type { Client, SessionParts } from './client.ts'
import type { History } from './history.ts'
import type { PresenceFeed } from './presence-feed.ts'
import type { TokenBucket } from './token-bucket.ts'

/** What one client asks for, brought to whoever can do it. */
export interface Requests {
  /** One text frame. */
  handle(text: string): void
  /** Errors keep their place among the answers to the commands that came before. */
  refuse(code: ErrorCode, requestId: string | null): void
}

export interface RequestsDeps {
  readonly parts: Pick<SessionParts, 'commits' | 'clock' | 'newClientId'>
  readonly client: Client
  readonly history: History
  readonly presenceFeed: PresenceFeed
  /** The commands of this connection. */
  readonly bucket: TokenBucket
}

export const createRequests = (deps: RequestsDeps): Requests => new ClientRequests(deps)

/** All that a level 0 client has words for. */
const LEVEL_0_TYPES: ReadonlySet<Up['type']> = new Set(['send', 'delete'])

/**
 * So many bytes of one client's requests may wait for the store: beyond it nothing more is read from the client until
 * they are answered. A small request takes more than its text.
 */
const WAITING_BUDGET = 1024 * 1024
const REQUEST_OVERHEAD = 256

class ClientRequests implements Requests {
  readonly #deps: RequestsDeps
  #waitingBytes = 0

  constructor(deps: RequestsDeps) {
    this.#deps = deps
  }

  handle(text: string): void {
    const { client, bucket } = this.#deps
    const decoded = decodeUp(text)
    const requestId = decoded.ok ? requestIdOf(decoded.value) : decoded.problem.requestId
    // Counts once a connection, and without it a client would hear of nothing, whoever has used its share up.
    const isResume = decoded.ok && decoded.value.type === 'resume'
    if (!isResume && !(bucket.take() && client.commands.take())) return this.refuse('rate_limited', requestId)
    if (!decoded.ok) return this.refuse(decoded.problem.code, requestId)
    this.#serve(decoded.value, text.length)
  }

  refuse(code: ErrorCode, requestId: string | null): void {
    const { parts, client } = this.#deps
    const answered = this.#wait(0)
    parts.commits.inTurn(() => {
      answered()
      client.tell(errorAnswer(code, requestId))
    })
  }

  /** One more request waits, until the returned function is called. */
  #wait(size: number): () => void {
    const { link } = this.#deps.client
    const bytes = size + REQUEST_OVERHEAD
    this.#waitingBytes += bytes
    if (this.#waitingBytes > WAITING_BUDGET) link.hold()
    return () => {
      this.#waitingBytes -= bytes
      if (this.#waitingBytes <= WAITING_BUDGET) link.release()
    }
  }

  #serve(up: Up, size: number): void {
    const { client, history, presenceFeed } = this.#deps
    if (client.level === 0 && !LEVEL_0_TYPES.has(up.type)) return this.refuse('unknown_type', requestIdOf(up))
    switch (up.type) {
      case 'send':
      case 'delete':
      case 'announce':
      case 'mark-read':
      case 'move-read-position':
        return this.#write(up, size)
      case 'resume':
        if (up.onlineChanges) presenceFeed.onlyChanges()
        history.resume(up.cursors).catch((error: unknown) => client.fail(error))
        return
      case 'fetch':
        history.fetch(up).catch((error: unknown) => client.fail(error))
        return
      default:
        return unreachable(up)
    }
  }

  #write(up: WriteRequest, size: number): void {
    const { parts, client } = this.#deps
    const { commits, clock, newClientId } = parts
    const command = requestToCommand(up, { userId: client.user.id, now: clock.now(), newClientId })
    const answered = this.#wait(size)
    commits.submit(command, (outcome) => {
      answered()
      const answer = outcomeToAnswer(command, outcome, requestIdOf(up))
      if (answer) client.tell(answer)
    })
  }
}

/** What an answer names as its question. A message and an announcement are named by their client id. */
function requestIdOf(up: Up): string | null {
  switch (up.type) {
    case 'send':
    case 'announce':
      return up.clientId
    case 'delete':
    case 'mark-read':
    case 'move-read-position':
    case 'fetch':
      return up.requestId
    case 'resume':
      return null
    default:
      return unreachable(up)
  }
}
