import type { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Message, MessageType, sessionBus, type MessageBus } from '@jellybrick/dbus-next'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'

/** absent: there is no bus, or nobody has the name. silent: no answer in time. refused: an error was the answer. */
export type BusProblem = 'absent' | 'silent' | 'refused'

export interface BusCall {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: unknown[]
}

export interface BusSignal {
  readonly member: string
  readonly body: readonly unknown[]
}

type Answer = Result<readonly unknown[], BusProblem>

/**
 * The D-Bus session of a Linux desktop. Nothing here ever throws or waits for long: a service that is dead, or holds
 * its name and says nothing, costs a time limit and no more.
 */
export interface SessionBus {
  call(call: BusCall): Promise<Answer>
  /** Tells the unique name of whoever has a name, now and at each change; null: nobody. Starts no service. */
  watchOwner(name: string, listener: (owner: string | null) => void): Unsubscribe
  /** Hears the signals of an interface. */
  onSignal(interfaceName: string, listener: (signal: BusSignal) => void): Unsubscribe
  close(): void
}

/** Milliseconds that anybody gets to answer. */
const TIME_LIMIT = 2_000
const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus'
}
const NOBODY = /ServiceUnknown|NameHasNoOwner|Disconnected|stream is closed/

/** `address` null: there is no bus, and nobody answers. It is connected to when it is first used. */
export function createSessionBus(address: string | null, clock: Clock): SessionBus {
  const listeners = new Set<(message: Message) => void>()
  const waiting = new Set<(answer: Answer) => void>()
  const losses = new Set<() => void>()
  let bus: MessageBus | null = null
  let isLost = address === null

  /** A session without its bus is over: nobody is there any more, and nobody comes back. */
  const lose = (): void => {
    if (isLost) return
    isLost = true
    for (const answer of Array.from(waiting)) answer(fail('absent'))
    losses.forEach((listener) => listener())
  }
  const connect = (): MessageBus | null => {
    if (bus || isLost || address === null) return bus
    bus = sessionBus({ busAddress: address })
    // Without a listener an error would end the process.
    ;(bus as EventEmitter).on('error', lose)
    // oxlint-disable-next-line no-underscore-dangle -- An orderly end is told nowhere else.
    ;(bus as unknown as { _connection: EventEmitter })._connection.on('end', lose)
    bus.on('message', (message: Message) => {
      if (message.type !== MessageType.SIGNAL) return
      // Answers take their way through promises, and no signal may overtake the answer that came before it.
      setImmediate(() => listeners.forEach((listener) => listener(message)))
    })
    // Nobody has anything to ask of us; the library would answer, and throw where the stream is closed by then.
    bus.addMethodHandler(() => true)
    return bus
  }
  const call = (asked: BusCall): Promise<Answer> => {
    const connection = connect()
    if (!connection || isLost) return Promise.resolve(fail('absent'))
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        stop()
        waiting.delete(settle)
        resolve(answer)
      }
      const stop = clock.after(TIME_LIMIT, () => settle(fail('silent')))
      waiting.add(settle)
      connection
        .call(new Message({ signature: '', body: [], ...asked }))
        .then((reply) => settle(ok(reply?.body ?? [])))
        .catch((error: unknown) => settle(fail(problemOf(error))))
    })
  }
  const listen = (rule: string, listener: (message: Message) => void): Unsubscribe => {
    listeners.add(listener)
    const match = { ...BUS, signature: 's', body: [`type='signal',${rule}`] }
    void call({ ...match, member: 'AddMatch' })
    return () => {
      if (listeners.delete(listener)) void call({ ...match, member: 'RemoveMatch' })
    }
  }
  return {
    call,
    watchOwner(name, listener) {
      const tell = (owner: unknown): void => listener(typeof owner === 'string' && owner ? owner : null)
      const lost = (): void => listener(null)
      losses.add(lost)
      const stop = listen(
        `sender='${BUS.destination}',member='NameOwnerChanged',arg0='${name}'`,
        (message) => {
          if (message.member === 'NameOwnerChanged' && message.body[0] === name) tell(message.body[2])
        }
      )
      void call({ ...BUS, member: 'GetNameOwner', signature: 's', body: [name] }).then((owner) =>
        tell(owner.ok ? owner.value[0] : null)
      )
      return () => {
        losses.delete(lost)
        stop()
      }
    },
    onSignal: (interfaceName, listener) =>
      listen(`interface='${interfaceName}'`, ({ interface: name, member, body }) => {
        if (name === interfaceName) listener({ member, body })
      }),
    close() {
      losses.clear()
      listeners.clear()
      lose()
      bus?.disconnect()
    }
  }
}

/** Where the session's bus is; null: there is none to be found. */
export function sessionBusAddress(env: Readonly<Record<string, string | undefined>>): string | null {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder } = env
  if (address) return address
  const socket = folder ? join(folder, 'bus') : null
  return socket && existsSync(socket) ? `unix:path=${socket}` : null
}

function problemOf(error: unknown): BusProblem {
  const text = error instanceof Error ? `${'type' in error ? String(error.type) : ''} ${error.message}` : ''
  return NOBODY.test(text) ? 'absent' : 'refused'
}
