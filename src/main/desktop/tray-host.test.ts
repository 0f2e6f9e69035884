import { Variant } from '@jellybrick/dbus-next'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { serve, startBus, type TestBus, type TestService } from '../testkit/dbus.ts'
import { createSessionBus } from './session-bus.ts'
import { constantTrayHost, watchTrayHost } from './tray-host.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'

/** What becomes of the host, as the app hears it. */
function watch({ address }: Pick<TestBus, 'address'>, clock = createTurnedClock()) {
  const bus = createSessionBus(address, clock)
  onTestFinished(bus.close)
  const host = watchTrayHost(bus)
  const heard: boolean[] = []
  host.changes.subscribe((isThere) => heard.push(isThere))
  return { host, heard }
}

function serveWatcher(daemon: TestBus, hasHost: () => boolean): Promise<TestService> {
  return serve(daemon, WATCHER, { Get: () => ['v', [new Variant('b', hasHost())]] })
}

it('finds a host that is there', async () => {
  const daemon = await startBus()
  await serveWatcher(daemon, () => true)
  const { host, heard } = watch(daemon)
  await vi.waitFor(() => expect(heard).toEqual([true]))
  expect(host.isThere).toBe(true)
})

it('finds a watcher that comes late, and notices when it goes and comes again', async () => {
  const daemon = await startBus()
  const { host, heard } = watch(daemon)
  const watcher = await serveWatcher(daemon, () => true)
  await vi.waitFor(() => expect(heard).toEqual([true]))
  await watcher.leave()
  await vi.waitFor(() => expect(heard).toEqual([true, false]))
  expect(host.isThere).toBe(false)
  await serveWatcher(daemon, () => true)
  await vi.waitFor(() => expect(heard).toEqual([true, false, true]))
})

it('waits for the host of a watcher that has none yet, and lets it go', async () => {
  const daemon = await startBus()
  let hasHost = false
  const watcher = await serveWatcher(daemon, () => hasHost)
  const { heard } = watch(daemon)
  await vi.waitFor(() => expect(watcher.calls).toHaveLength(1))
  hasHost = true
  watcher.emit('/StatusNotifierWatcher', WATCHER, 'StatusNotifierHostRegistered')
  await vi.waitFor(() => expect(heard).toEqual([true]))
  hasHost = false
  watcher.emit('/StatusNotifierWatcher', WATCHER, 'StatusNotifierHostUnregistered')
  await vi.waitFor(() => expect(heard).toEqual([true, false]))
})

it('takes a watcher that says nothing for none', async () => {
  const daemon = await startBus()
  const clock = createTurnedClock()
  const watcher = await serve(daemon, WATCHER, { Get: () => null })
  const { host, heard } = watch(daemon, clock)
  await vi.waitFor(() => expect(watcher.calls).toHaveLength(1))
  clock.turn(2_000)
  await serve(daemon, 'org.example.Other', {})
  expect([host.isThere, heard]).toEqual([false, []])
})

it('has none when the bus goes away, or was never there', async () => {
  const daemon = await startBus()
  await serveWatcher(daemon, () => true)
  const { heard } = watch(daemon)
  await vi.waitFor(() => expect(heard).toEqual([true]))
  await daemon.stop()
  await vi.waitFor(() => expect(heard).toEqual([true, false]))
  expect(watch({ address: 'unix:path=/nonexistent/bus' }).host.isThere).toBe(false)
})

it('is always there where the system says so', () => {
  expect(constantTrayHost().isThere).toBe(true)
})
