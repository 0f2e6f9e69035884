import { expect, it, onTestFinished, vi } from 'vitest'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { serve, startBus, type Answering, type TestBus, type TestService } from '../testkit/dbus.ts'
import { createBusNotifier } from './bus-notifier.ts'
import type { NativeNotification, Notifier } from './notifier.ts'
import { createSessionBus } from './session-bus.ts'

const SERVICE = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'

function open({ address }: TestBus, clock = createTurnedClock()): Notifier {
  const bus = createSessionBus(address, clock)
  onTestFinished(bus.close)
  return createBusNotifier({ bus, appName: 'Causerie', icon: '/icon.png', openLabel: () => 'Open' })
}

/** A service that numbers what it shows, from 41 on. */
function serveNotifications(
  daemon: TestBus,
  capabilities: readonly string[] = ['body', 'actions'],
  notify?: Answering
): Promise<TestService> {
  let last = 40
  return serve(daemon, SERVICE, {
    GetCapabilities: () => ['as', [capabilities]],
    Notify: notify ?? (({ body: [, replaced] }) => ['u', [replaced || ++last]]),
    CloseNotification: () => ['', []]
  })
}

/** What a service was asked to show or to close: the member, and the parts of its body that say which. */
function asked({ calls }: TestService): unknown[] {
  return calls.flatMap(({ member, body }): unknown[] => {
    if (member === 'Notify') return [{ replaced: body[1], title: body[3], body: body[4] }]
    return member === 'CloseNotification' ? [{ closed: body[0] }] : []
  })
}

const place = { kind: 'room', roomId: 1 } as const
const greeting: NativeNotification = {
  tag: 'room:1',
  title: 'Général',
  body: 'Bob: hi',
  isSilent: false,
  place
}

it('shows one a tag: the next takes its place, also when nobody waited for the first', async () => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon)
  const notifier = open(daemon)
  const first = notifier.show(greeting)
  await vi.waitFor(() => expect(asked(service)).toHaveLength(1))
  expect(await Promise.all([first, notifier.show({ ...greeting, body: 'Bob: again' })])).toEqual([true, true])
  expect(await notifier.show({ ...greeting, tag: 'notification:7', title: 'For you' })).toBe(true)
  expect(asked(service)).toEqual([
    { replaced: 0, title: 'Général', body: 'Bob: hi' },
    { replaced: 41, title: 'Général', body: 'Bob: again' },
    { replaced: 0, title: 'For you', body: 'Bob: hi' }
  ])
})

it('says which program it is, with its icon and the action of a click', async () => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon)
  await open(daemon).show(greeting)
  const [app, , icon, , , actions, hints] = service.calls.at(-1)?.body ?? []
  expect([app, icon, actions]).toEqual(['Causerie', '/icon.png', ['default', 'Open']])
  expect(hints).toMatchObject({ 'desktop-entry': { value: 'causerie' }, urgency: { value: 1 } })
  expect(hints).not.toHaveProperty('suppress-sound')
})

it('asks for silence', async () => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon)
  await open(daemon).show({ ...greeting, isSilent: true })
  expect(service.calls.at(-1)?.body[6]).toMatchObject({ 'suppress-sound': { value: true } })
})

it('gives no action to a service that has none', async () => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon, ['body'])
  await open(daemon).show(greeting)
  expect(service.calls.at(-1)?.body[5]).toEqual([])
})

it.each([
  [['body'], '<b>1 & 2</b>'],
  [['body', 'body-markup'], '&lt;b&gt;1 &amp; 2&lt;/b&gt;']
])('keeps what people write text, for a service with %j', async (capabilities, body) => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon, capabilities)
  await open(daemon).show({ ...greeting, title: '<i>', body: '<b>1 & 2</b>' })
  expect(asked(service)).toEqual([{ replaced: 0, title: '<i>', body }])
})

it('shows also what holds a character that the bus cannot carry', async () => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon)
  expect(await open(daemon).show({ ...greeting, title: 'a\0b', body: 'Bob: hi\0' })).toBe(true)
  expect(asked(service)).toEqual([{ replaced: 0, title: 'ab', body: 'Bob: hi' }])
})

it('tells of a click where it leads, and of a click on anybody else’s nothing', async () => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon)
  const notifier = open(daemon)
  const clicked = vi.fn()
  notifier.clicks.subscribe(clicked)
  await notifier.show(greeting)
  await notifier.show({ ...greeting, tag: 'other', place: null })
  const say = (member: string, id: number, with_: string | number): void =>
    service.emit(PATH, SERVICE, member, [typeof with_ === 'string' ? 'us' : 'uu', [id, with_]])
  say('ActionInvoked', 7, 'default')
  say('ActionInvoked', 41, 'default')
  await vi.waitFor(() => expect(clicked.mock.calls).toEqual([[place]]))

  say('NotificationClosed', 41, 2)
  say('ActionInvoked', 41, 'default')
  say('ActionInvoked', 42, 'default')
  await vi.waitFor(() => expect(clicked.mock.calls).toEqual([[place], [null]]))
  await notifier.show({ ...greeting, body: 'Bob: new' })
  expect(asked(service).at(-1)).toEqual({ replaced: 0, title: 'Général', body: 'Bob: new' })
})

it('closes what it shows, once, and what it is about to show', async () => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon)
  const notifier = open(daemon)
  await notifier.show(greeting)
  notifier.close('room:1')
  notifier.close('room:1')
  const shown = notifier.show({ ...greeting, tag: 'room:2' })
  await vi.waitFor(() => expect(asked(service)).toHaveLength(3))
  notifier.close('room:2')
  await shown
  await vi.waitFor(() => expect(asked(service)).toHaveLength(4))
  expect(asked(service)).toMatchObject([{ replaced: 0 }, { closed: 41 }, { replaced: 0 }, { closed: 42 }])
})

it('closes what it shows also when the program ends right after', async () => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon)
  const bus = createSessionBus(daemon.address, createTurnedClock())
  const notifier = createBusNotifier({ bus, appName: 'Causerie', icon: '/icon.png', openLabel: () => 'Open' })
  await notifier.show(greeting)
  notifier.close('room:1')
  bus.close()
  await vi.waitFor(() => expect(asked(service)).toMatchObject([{ replaced: 0 }, { closed: 41 }]))
})

it('does not show what was closed before its turn', async () => {
  const daemon = await startBus()
  const service = await serveNotifications(daemon)
  const notifier = open(daemon)
  const shows = [notifier.show(greeting), notifier.show({ ...greeting, body: 'too late' })]
  notifier.close('room:1')
  await Promise.all(shows)
  await notifier.show({ ...greeting, tag: 'other', body: 'the next' })
  expect(asked(service)).not.toContainEqual(expect.objectContaining({ body: 'too late' }))
})

it('does not take the id of a service that is gone to the one that comes after it', async () => {
  const daemon = await startBus()
  const first = await serveNotifications(daemon)
  const notifier = open(daemon)
  await notifier.show(greeting)
  await first.leave()
  expect(await notifier.show(greeting)).toBe(false)
  const second = await serveNotifications(daemon)
  expect(await notifier.show(greeting)).toBe(true)
  expect(asked(second)).toMatchObject([{ replaced: 0 }])
})

it('answers at once where nobody shows notifications', async () => {
  const notifier = open(await startBus(), createTurnedClock())
  expect(await notifier.show(greeting)).toBe(false)
})

it('gives up on a silent service, which gets no queue of what was said in the meantime', async () => {
  const daemon = await startBus()
  const clock = createTurnedClock()
  const service = await serveNotifications(daemon, ['body'], () => null)
  const notifier = open(daemon, clock)
  const texts = ['one', 'two', 'three', 'four']
  const shows = texts.map((body) => notifier.show({ ...greeting, body }))
  await vi.waitFor(() => expect(asked(service)).toHaveLength(1))
  clock.turn(2_000)
  expect(await Promise.all(shows)).toEqual([true, true, true, false])
  expect(asked(service)).toMatchObject([{ body: 'four' }])
})
