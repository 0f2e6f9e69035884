import type { Down } from '../../shared/protocol/down.ts'
import type { ErrorCode } from '../../shared/protocol/errors.ts'
import { decodeUp, type Up } from '../../shared/protocol/up.ts'
import type { Clock } from '../../shared/std/clock.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import type { Level } from '../fanout/frames.ts'
import { errorAnswer, outcomeToAnswer, requestToCommand, type WriteRequest } from '../rooms/commands.ts'
import type { Limits } from '../limits.ts'
import type { GroupCommit } from '../store/group-commit.ts'
import type { History } from './history.ts'
import { createTokenBucket, type TokenBucket } from './token-bucket.ts'

/** What one client asks for, brought to whoever can do it. */
export interface Requests {
  /** One text frame. */
  handle(text: string): void
  /** Errors keep their place among the answers to the commands that came before. */
  refuse(code: ErrorCode, requestId: string | null): void
}

export interface RequestsDeps {
  readonly userId: number
  readonly level: Level
  readonly commits: GroupCommit
  readonly history: History
  /** The client understands who is online from what changes. */
  readonly onlyPresenceChanges: () => void
  readonly limits: Limits
  /** The commands of all connections of this user. */
  readonly commands: TokenBucket
  readonly clock: Pick<Clock, 'now'>
  /** Names the messages of clients that name none. */
  readonly newClientId: () => string
  readonly tell: (down: Down) => void
  readonly onError: (error: unknown) => void
}

/** All that a level 0 client has words for. */
const LEVEL_0_TYPES: ReadonlySet<Up['type']> = new Set(['send', 'delete'])

export function createRequests(deps: RequestsDeps): Requests {
  const { userId, level, commits, history, onlyPresenceChanges } = deps
  const { commands, clock, newClientId, tell, onError } = deps
  const { commandsPerSecond, commandsInABurst } = deps.limits
  const bucket = createTokenBucket({ perSecond: commandsPerSecond, burst: commandsInABurst, clock })

  function serve(up: Up): void {
    if (level === 0 && !LEVEL_0_TYPES.has(up.type)) return refuse('unknown_type', requestIdOf(up))
    switch (up.type) {
      case 'send':
      case 'delete':
      case 'announce':
      case 'mark-read':
        return write(up)
      case 'resume':
        if (up.onlineChanges) onlyPresenceChanges()
        history.resume(up.cursors).catch(onError)
        return
      case 'fetch':
        history.fetch(up).catch(onError)
        return
      default:
        return unreachable(up)
    }
  }

  function write(up: WriteRequest): void {
    const command = requestToCommand(up, { userId, now: clock.now(), newClientId })
    commits.submit(command, (outcome) => {
      const answer = outcomeToAnswer(command, outcome, requestIdOf(up))
      if (answer) tell(answer)
    })
  }

  function refuse(code: ErrorCode, requestId: string | null): void {
    commits.inTurn(() => tell(errorAnswer(code, requestId)))
  }

  return {
    handle(text) {
      const decoded = decodeUp(text)
      const requestId = decoded.ok ? requestIdOf(decoded.value) : decoded.problem.requestId
      if (!bucket.take() || !commands.take()) return refuse('rate_limited', requestId)
      if (!decoded.ok) return refuse(decoded.problem.code, requestId)
      serve(decoded.value)
    },
    refuse
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
    case 'fetch':
      return up.requestId
    case 'resume':
      return null
    default:
      return unreachable(up)
  }
}
