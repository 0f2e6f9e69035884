import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'

interface Said {
  readonly id?: number
  readonly method?: string
  readonly params?: {
    readonly sessionId?: string
    readonly targetInfo?: { readonly type: string }
    readonly value?: readonly TraceEvent[]
  }
  readonly result?: unknown
}

interface Evaluated {
  readonly result?: { readonly value?: unknown }
  readonly exceptionDetails?: object
}

/**
 * Runs an expression in the first page of a program that listens for development tools, as soon as there is one, and
 * answers what it resolves to. A page that goes elsewhere meanwhile is asked again. The program is delayed by no more
 * than this: a driver would hold it until it is ready itself.
 */
export async function evaluateInFirstPage(address: string, expression: string): Promise<unknown> {
  const socket = new WebSocket(address)
  await once(socket, 'open')
  let asked = 0
  const send = (method: string, params: object, sessionId?: string): void =>
    socket.send(JSON.stringify({ id: ++asked, method, params, sessionId }))
  const ask = (sessionId: string): void =>
    send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId)
  try {
    return await new Promise((resolve, reject) => {
      let page = ''
      socket.on('close', () => reject(new Error('the program has ended')))
      socket.on('message', (data: Buffer) => {
        const { id, method, params, result } = JSON.parse(data.toString()) as Said
        if (method === 'Target.attachedToTarget' && params?.targetInfo?.type === 'page') {
          page = params.sessionId ?? ''
          ask(page)
        }
        if (id !== asked || page === '') return
        const { result: answer, exceptionDetails } = (result ?? {}) as Evaluated
        if (answer?.value === undefined || exceptionDetails) ask(page)
        else resolve(answer.value)
      })
      send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true })
    })
  } finally {
    socket.close()
  }
}

export interface TraceEvent {
  readonly name: string
}

/** What all processes of a program that listens for development tools note of themselves for some milliseconds. */
export async function traceOf(
  address: string,
  categories: readonly string[],
  ms: number
): Promise<readonly TraceEvent[]> {
  const socket = new WebSocket(address)
  await once(socket, 'open')
  const events: TraceEvent[] = []
  const complete = new Promise<void>((resolve, reject) => {
    socket.on('close', () => reject(new Error('the program has ended')))
    socket.on('message', (data: Buffer) => {
      const { method, params } = JSON.parse(data.toString()) as Said
      if (method === 'Tracing.dataCollected') events.push(...(params?.value ?? []))
      if (method === 'Tracing.tracingComplete') resolve()
    })
  })
  const traceConfig = { includedCategories: categories }
  socket.send(JSON.stringify({ id: 1, method: 'Tracing.start', params: { traceConfig } }))
  await pause(ms)
  socket.send(JSON.stringify({ id: 2, method: 'Tracing.end' }))
  await complete
  socket.close()
  return events
}
