import { Message } from '@jellybrick/dbus-next'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { serve, startBus } from '../testkit/dbus.ts'
import { createSessionBus, sessionBusAddress, type SessionBus } from './session-bus.ts'

function open(address: string | null, clock = createTurnedClock()): SessionBus {
  const bus = createSessionBus(address, clock)
  onTestFinished(bus.close)
  return bus
}

const NAME = 'org.example.Service'
const ping = { destination: NAME, path: '/', interface: 'org.example', member: 'Ping' }

it('gets answers and refusals, and knows where nobody is', async () => {
  const daemon = await startBus()
  const bus = open(daemon.address)
  expect(await bus.call(ping)).toEqual({ ok: false, code: 'absent' })
  await serve(daemon, NAME, { Ping: () => ['s', ['pong']] })
  expect(await bus.call(ping)).toEqual({ ok: true, value: ['pong'] })
  expect(await bus.call({ ...ping, member: 'Unknown' })).toEqual({ ok: false, code: 'refused' })
})

it('gives up on a service that holds its name and says nothing', async () => {
  const daemon = await startBus()
  const clock = createTurnedClock()
  const bus = open(daemon.address, clock)
  const service = await serve(daemon, NAME, { Ping: () => null })
  const answer = bus.call(ping)
  await vi.waitFor(() => expect(service.calls).toHaveLength(1))
  clock.turn(2_000)
  expect(await answer).toEqual({ ok: false, code: 'silent' })
})

it('hears signals until it stops listening', async () => {
  const daemon = await startBus()
  const bus = open(daemon.address)
  const service = await serve(daemon, NAME, { Ping: () => ['', []] })
  const heard = vi.fn()
  const stop = bus.onSignal('org.example', heard)
  await bus.call(ping)
  service.emit('/', 'org.example', 'Said', ['s', ['hello']])
  await vi.waitFor(() => expect(heard.mock.calls).toEqual([[{ member: 'Said', body: ['hello'] }]]))
  stop()
  const other = vi.fn()
  bus.onSignal('org.example', other)
  await bus.call(ping)
  service.emit('/', 'org.example', 'Said', ['s', ['unheard']])
  await vi.waitFor(() => expect(other).toHaveBeenCalledTimes(1))
  expect(heard).toHaveBeenCalledTimes(1)
})

it('lets no signal overtake the answer that came before it', async () => {
  const daemon = await startBus()
  const bus = open(daemon.address)
  const heard: string[] = []
  bus.onSignal('org.example', ({ member }) => heard.push(member))
  const service = await serve(daemon, NAME, {
    Ping: (asked) => {
      service.bus.send(Message.newMethodReturn(asked, 's', ['pong']))
      service.emit('/', 'org.example', 'Said')
      return null
    }
  })
  for (let round = 0; round < 20; round++) {
    const answer = await bus.call(ping)
    heard.push(answer.ok ? 'answered' : answer.code)
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(heard.splice(0)).toEqual(['answered', 'Said'])
  }
})

it('follows who has a name, to the end of the bus', async () => {
  const daemon = await startBus()
  const bus = open(daemon.address)
  const owners: (string | null)[] = []
  bus.watchOwner(NAME, (owner) => owners.push(owner))
  await vi.waitFor(() => expect(owners).toEqual([null]))
  const service = await serve(daemon, NAME, {})
  await vi.waitFor(() => expect(owners).toEqual([null, service.bus.name]))
  await service.leave()
  await vi.waitFor(() => expect(owners).toEqual([null, service.bus.name, null]))
  const late = vi.fn()
  await serve(daemon, NAME, {})
  bus.watchOwner(NAME, late)
  await vi.waitFor(() => expect(late).toHaveBeenCalledWith(expect.stringContaining(':')))
  await daemon.stop()
  await vi.waitFor(() => expect(late).toHaveBeenLastCalledWith(null))
  expect(await bus.call(ping)).toEqual({ ok: false, code: 'absent' })
})

it('answers at once whoever waits when the bus goes away', async () => {
  const daemon = await startBus()
  const bus = open(daemon.address, createTurnedClock())
  const service = await serve(daemon, NAME, { Ping: () => null })
  const answer = bus.call(ping)
  await vi.waitFor(() => expect(service.calls).toHaveLength(1))
  await daemon.stop()
  expect(await answer).toEqual({ ok: false, code: 'absent' })
})

it.each([null, 'unix:path=/nonexistent/bus', 'nonsense'])(
  'answers at once where there is no bus: %s',
  async (address) => {
    const bus = open(address, createTurnedClock())
    expect(await bus.call(ping)).toEqual({ ok: false, code: 'absent' })
  }
)

it('finds the bus where the session says, or where systemd puts it', () => {
  expect(sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' })).toBe('unix:path=/x')
  expect(sessionBusAddress({})).toBeNull()
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: '/nonexistent' })).toBeNull()
})
