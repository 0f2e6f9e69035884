import type { EventEmitter } from 'node:events'
import { Message, sessionBus, type MessageBus } from '@jellybrick/dbus-next'

export interface Answer {
  readonly signature?: string
  readonly body?: unknown[]
}

/** What a service does with a call: it answers, says nothing, leaves the bus, or does not know it (null). */
export type Reaction = Answer | 'say nothing' | 'leave' | null

export interface BusService {
  emit(path: string, interfaceName: string, member: string, signature?: string, body?: unknown[]): void
  /** Calls somebody else on the bus; fails on an error for an answer. */
  call(call: BusCall): Promise<readonly unknown[]>
  /** Leaves the bus, and its names with it. */
  close(): void
}

export interface BusCall extends Answer {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
}

/** Puts a service on a bus under a name; null: it has none and only calls others. */
export async function openService(
  address: string,
  name: string | null,
  react: (call: Message) => Reaction = () => null
): Promise<BusService> {
  const bus = await connect(address)
  bus.addMethodHandler((call) => {
    const reaction = react(call)
    if (reaction === null) return false
    if (reaction === 'leave') bus.disconnect()
    else if (reaction !== 'say nothing')
      bus.send(Message.newMethodReturn(call, reaction.signature ?? '', reaction.body ?? []))
    return true
  })
  if (name !== null) await bus.requestName(name, 0)
  return {
    emit: (path, interfaceName, member, signature = '', body = []) =>
      bus.send(Message.newSignal(path, interfaceName, member, signature, body)),
    async call(call) {
      const reply = await bus.call(new Message({ signature: '', body: [], ...call }))
      return reply?.body ?? []
    },
    close: () => bus.disconnect()
  }
}

async function connect(address: string): Promise<MessageBus> {
  const bus = sessionBus({ busAddress: address })
  const events = bus as EventEmitter
  await new Promise<void>((resolve, reject) => {
    events.once('connect', () => resolve())
    events.once('error', reject)
  })
  // The bus may end before its services; without a listener that would end the test run.
  events.on('error', () => undefined)
  return bus
}
