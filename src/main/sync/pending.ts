import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { fail, type Result } from '../../shared/std/result.ts'

/** Milliseconds that the server has to answer. */
const TIMEOUT = 10_000

export type Outcome = Result<undefined, ErrorCode | 'no_answer'>

interface Waiting {
  readonly resolve: (outcome: Outcome) => void
  readonly answer: Promise<Outcome>
  readonly stopTimer: Unsubscribe
}

/** Requests that somebody waits for. None is queued: it is answered on this link and in time, or not at all. */
export interface Pending {
  /** The answer to a request that was handed over, by its id. */
  answerTo(requestId: string): Promise<Outcome>
  settle(requestId: string, outcome: Outcome): void
  /** The server has refused a request; unknown request ids are somebody else's. */
  refuse(requestId: string, code: string): void
  /** The link is gone, and with it every answer. */
  restart(): void
}

export function createPending({ clock }: { clock: Clock }): Pending {
  const waiting = new Map<string, Waiting>()

  const settle = (requestId: string, outcome: Outcome): void => {
    const request = waiting.get(requestId)
    if (!request) return
    waiting.delete(requestId)
    request.stopTimer()
    request.resolve(outcome)
  }
  return {
    answerTo(requestId) {
      const running = waiting.get(requestId)
      if (running) return running.answer
      const stopTimer = clock.after(TIMEOUT, () => settle(requestId, fail('no_answer')))
      const { promise, resolve } = deferred()
      waiting.set(requestId, { answer: promise, resolve, stopTimer })
      return promise
    },
    settle,
    refuse: (requestId, code) => settle(requestId, fail(isErrorCode(code) ? code : 'internal')),
    restart() {
      for (const requestId of waiting.keys()) settle(requestId, fail('no_answer'))
    }
  }
}

function deferred(): { promise: Promise<Outcome>; resolve: (outcome: Outcome) => void } {
  let resolve: (outcome: Outcome) => void = () => undefined
  const promise = new Promise<Outcome>((settle) => (resolve = settle))
  return { promise, resolve }
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_TEXTS, code)
}
