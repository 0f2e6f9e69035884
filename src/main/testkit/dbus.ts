import { spawn } from 'node:child_process'
import { once, type EventEmitter } from 'node:events'
import { Message, MessageType, sessionBus, type MessageBus } from '@jellybrick/dbus-next'
import { onTestFinished } from 'vitest'

/** A D-Bus session of the test's own. */
export interface TestBus {
  readonly address: string
  /** Ends it, as a session that is over does. */
  stop(): Promise<void>
}

/** `config`: which one; the session's own starts the services that are installed on this computer. */
export async function startBus(config = '--session'): Promise<TestBus> {
  const args = [config, '--nofork', '--nopidfile', '--print-address=1']
  const daemon = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void daemon.kill())
  const [line] = (await once(daemon.stdout, 'data')) as [Buffer]
  return {
    address: line.toString().trim(),
    async stop() {
      daemon.kill()
      await once(daemon, 'exit')
    }
  }
}

/** The signature of a body, and the body. */
export type Content = readonly [string, unknown[]]

/** What a service answers to a call of its method; null: nothing, ever. */
export type Answering = (call: Message) => Content | null

/** A service on a bus that answers as it is told; what is not told it refuses. */
export interface TestService {
  readonly bus: MessageBus
  readonly calls: readonly Message[]
  emit(path: string, interfaceName: string, member: string, content?: Content): void
  leave(): Promise<void>
}

export async function serve(
  { address }: TestBus,
  name: string,
  methods: Readonly<Record<string, Answering>>
): Promise<TestService> {
  const bus = sessionBus({ busAddress: address })
  onTestFinished(() => bus.disconnect())
  // A test may end the bus under it.
  ;(bus as EventEmitter).on('error', () => undefined)
  const calls: Message[] = []
  bus.addMethodHandler((message) => {
    const method = methods[message.member]
    if (!method) return false
    calls.push(message)
    const answer = method(message)
    if (answer) bus.send(Message.newMethodReturn(message, ...answer))
    return true
  })
  await bus.requestName(name, 0)
  return {
    bus,
    calls,
    emit(path, interfaceName, member, [signature, body] = ['', []]) {
      const signal = { path, interface: interfaceName, member, signature, body }
      bus.send(new Message({ type: MessageType.SIGNAL, ...signal }))
    },
    async leave() {
      await bus.releaseName(name)
    }
  }
}
