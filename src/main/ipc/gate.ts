import { Compile } from 'typebox/compile'
import {
  calls,
  type CallName,
  type CallParams,
  type CallResult,
  type RefusedByGate
} from '../../shared/ipc/contract.ts'
import { lazy } from '../../shared/std/lazy.ts'
import type { Log } from '../../shared/std/log.ts'

/** What answers each call. A call without a handler, or a handler without a call, does not compile. */
export type Handlers = { readonly [N in CallName]: (params: CallParams<N>) => Promise<CallResult<N>> }

/** Where a call came from; null when its frame is already gone. */
export interface Sender {
  readonly url: string
  readonly isMainFrame: boolean
}

export type Gate = (sender: Sender | null, name: unknown, params: unknown) => Promise<unknown>

/**
 * The one way from the page into main. Nothing passes but our own page's main frame, a call of the contract and
 * parameters of its schema. Never rejects: a page learns a code, never a stack.
 */
export function createGate(handlers: Handlers, pageOrigin: string, log: Log): Gate {
  const validators = new Map(
    Object.entries(calls).map(([name, { params }]) => {
      const validator = lazy(() => Compile(params))
      return [name, (value: unknown) => validator().Check(value)] as const
    })
  )
  return async (sender, name, params) => {
    if (!sender?.isMainFrame || originOf(sender.url) !== pageOrigin) return refuse(log, 'forbidden', name)
    if (!isCallName(name) || !validators.get(name)?.(params)) return refuse(log, 'bad_params', name)
    try {
      // The schema above is the type of the parameters; the compiler cannot follow it through the table.
      return await handlers[name](params as never)
    } catch (error) {
      log.error('ipc.handler_failed', { name, reason: String(error) })
      return { ok: false, code: 'internal' } satisfies RefusedByGate
    }
  }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}

function refuse(log: Log, code: RefusedByGate['code'], name: unknown): RefusedByGate {
  log.warn('ipc.refused', { code, name: String(name).slice(0, 64) })
  return { ok: false, code }
}

/** Scheme and host; `URL.origin` is "null" for schemes of one's own. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
