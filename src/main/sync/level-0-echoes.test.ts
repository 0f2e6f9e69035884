import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { forgetMessagesOf } from '../store/account-store.ts'
import type { Level0Server } from '../testkit/level-0/server.ts'
import { SEED_NAMES } from '../testkit/level-0/switches.ts'
import { openLevel0Sync, startRoom, type OpenedLevel0Sync } from '../testkit/opened-level-0-sync.ts'

const DAY = 24 * 60 * 60 * 1000

const looks = (server: Level0Server): number =>
  server.asked.filter(({ path }) => path.includes('messages')).length

/** Lets time pass in steps, in each of which the answers arrive. */
async function pass(opened: OpenedLevel0Sync, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    opened.clock.turn(1000)
    await opened.settled()
  }
}

const states = async (opened: OpenedLevel0Sync): Promise<string[]> =>
  (await opened.messages()).map(({ body, delivery }) => `${body}: ${delivery.state}`)

it('is judged by a look at the newest messages, not by a page of the past', async () => {
  const server = await startRoom({ switches: { muted: ['ada'] } })
  for (let number = 1; number <= 250; number++) server.say('bob', `old ${number}`)
  const opened = openLevel0Sync({ server })
  await opened.online()
  await vi.waitFor(() => {
    opened.clock.turn(250)
    expect(opened.store.missing.newest('room:1')).toBeNull()
  })
  await opened.sync.send(1, 'slow')
  await vi.waitFor(() => expect(server.received).toHaveLength(1))
  const before = looks(server)
  opened.clock.turn(3000)
  await vi.waitFor(() => expect(looks(server)).toBe(before + 1))
  await opened.settled()
  // The server has it only now, and nobody hears of it.
  server.switches.loses = () => true
  server.switches.muted = []
  server.say('ada', 'slow')
  opened.clock.turn(2500)
  await opened.sync.page(1, 100)
  await vi.waitFor(() => expect(looks(server)).toBe(before + 2))
  await pass(opened, 10)
  expect(server.received, 'never sent again').toHaveLength(1)
  expect((await states(opened)).at(-1)).toBe('slow: sent')
})

it('is never sent again where nobody knows whose messages are whose', async () => {
  const server = await startRoom({ switches: { loses: () => true } })
  const opened = openLevel0Sync({ server, user: null, username: 'bob', typedName: 'bob@example.org' })
  await opened.online()
  await opened.sync.send(1, 'who am I')
  await pass(opened, 60)
  expect(server.received).toHaveLength(1)
  expect(await states(opened)).toEqual(['who am I: sent', 'who am I: unconfirmed'])
})

it('is known by the name where the frames give people no number', async () => {
  const frameNames = { ...SEED_NAMES, userId: 'cle' }
  const server = await startRoom({ switches: { frameNames } })
  const opened = openLevel0Sync({ server })
  await opened.online()
  await opened.sync.send(1, 'it is me')
  await opened.shows(['it is me'])
  await vi.waitFor(async () => expect(await states(opened)).toEqual(['it is me: sent']))
  expect((await opened.messages())[0]?.senderId).toBe(1)
  await pass(opened, 20)
  expect(server.received).toHaveLength(1)
})

it('is never sent again where the server may have changed its words', async () => {
  const server = await startRoom({ switches: { muted: ['ada'] } })
  server.say('bob', 'before')
  const opened = openLevel0Sync({ server })
  await opened.online()
  await opened.sync.send(1, 'I <3 it')
  await vi.waitFor(() => expect(server.received).toHaveLength(1))
  server.switches.muted = []
  server.say('ada', 'I &lt;3 it')
  await pass(opened, 30)
  expect(server.received).toHaveLength(1)
  expect(await states(opened)).toEqual(['before: sent', 'I &lt;3 it: sent', 'I <3 it: unconfirmed'])
})

it('does not wait a day because the clock was set back by one', async () => {
  const server = await startRoom({ switches: { muted: ['ada'] } })
  const opened = openLevel0Sync({ server })
  await opened.online()
  await opened.sync.send(1, 'yesterday')
  await vi.waitFor(() => expect(server.received).toHaveLength(1))
  opened.clock.shift(-DAY)
  await pass(opened, 30)
  expect(await states(opened)).toEqual(['yesterday: failed'])
})

it('is not judged by a look that was asked for before, whatever the clock says', async () => {
  const server = await startRoom({ switches: { loses: () => true } })
  const opened = openLevel0Sync({ server })
  await opened.online()
  await vi.waitFor(() => expect(looks(server)).toBe(1))
  await opened.settled()
  server.switches.historyDelay = 100
  // In heartbeats, each of which the server answers.
  for (let beat = 0; beat < 3; beat++) {
    opened.clock.turn(20_000)
    await opened.carried()
  }
  await vi.waitFor(() => expect(looks(server)).toBe(2))
  // The answer is heard after the message was handed over.
  opened.clock.shift(-DAY)
  server.switches.muted = ['ada']
  await opened.sync.send(1, 'today')
  await vi.waitFor(() => expect(server.received).toHaveLength(1))
  await opened.settled()
  expect(server.received).toHaveLength(1)
})

it('finds what a burst lost after the clock was set back by a day', async () => {
  const server = await startRoom()
  server.say('bob', 'one')
  const opened = openLevel0Sync({ server })
  await opened.online()
  await vi.waitFor(() => expect(looks(server)).toBe(1))
  await opened.settled()
  opened.clock.shift(-DAY)
  server.switches.loses = (index) => index === 1
  server.say('bob', 'two')
  server.say('bob', 'three')
  await opened.shows(['one', 'three'])
  await pass(opened, 10)
  expect(await opened.bodies()).toEqual(['one', 'two', 'three'])
})

it('is never sent again where the history keeps back what was said since', async () => {
  const server = await startRoom({ switches: { historyIgnoresBefore: true, loses: () => true } })
  server.say('bob', 'before')
  const opened = openLevel0Sync({ server })
  await opened.online()
  await opened.sync.send(1, 'buried')
  await vi.waitFor(() => expect(server.messages()).toHaveLength(2))
  for (let number = 1; number <= 150; number++) server.say('bob', `burst ${number}`)
  await pass(opened, 130)
  expect(server.received).toHaveLength(1)
  expect((await states(opened)).at(-1)).toBe('buried: unconfirmed')
  expect(looks(server), 'and the history is not asked for ever').toBeLessThan(30)
})

it('is looked for in time while the past is filled in', async () => {
  const server = await startRoom()
  for (let number = 1; number <= 3000; number++) server.say('bob', `old ${number}`)
  const opened = openLevel0Sync({ server })
  await opened.online()
  server.switches.loses = () => true
  await opened.sync.send(1, 'lost echo')
  await vi.waitFor(() => expect(server.received).toHaveLength(1))
  for (let step = 0; step < 20; step++) {
    opened.clock.turn(250)
    await opened.settled()
  }
  expect(opened.store.missing.newest('room:1')).not.toBeNull()
  expect((await states(opened)).at(-1)).toBe('lost echo: sent')
})

it('shows what the server holds under an id, after it came back from a backup too', async () => {
  const server = await startRoom()
  for (const text of ['one', 'two', 'three']) server.say('bob', text)
  const opened = openLevel0Sync({ server })
  await opened.online()
  const second = server.messages()[1]
  if (second) Object.assign(second, { text: 'another two' })
  server.closeAll(1000)
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  opened.sync.retryConnection()
  await opened.shows(['one', 'another two', 'three'])
})

it('takes a history that comes late for the past, not for news', async () => {
  const server = await startRoom({ switches: { history: false } })
  for (let number = 1; number <= 30; number++) server.say('bob', `old ${number}`)
  const opened = openLevel0Sync({ server })
  await vi.waitFor(() => expect(opened.sync.connection.phase).toBe('online'))
  await vi.waitFor(() => expect(looks(server)).toBe(1))
  await opened.settled()
  server.say('cleo', 'live')
  await opened.shows(['live'])
  server.switches.history = true
  await pass(opened, 70)
  expect(await opened.bodies()).toHaveLength(31)
  expect(opened.sync.reading(1).unread).toBe(1)
  expect(opened.news.flatMap(({ messages }) => messages.map(({ body }) => body))).toEqual(['live'])
})

it('answers a deletion that a sign-out interrupts, and asks nothing more', async () => {
  const server = await startRoom()
  server.say('bob', 'one')
  const opened = openLevel0Sync({ server })
  await opened.online()
  server.switches.loses = () => true
  server.switches.historyDelay = 300
  const deletion = opened.sync.delete('server:1')
  await vi.waitFor(() => expect(server.messages()).toHaveLength(0))
  const before = looks(server)
  opened.stop()
  expect(await deletion).toEqual({ ok: false, code: 'no_answer' })
  expect(looks(server)).toBe(before)
})

it('is not refused by what the server says late of a deletion', async () => {
  const server = await startRoom({ switches: { muted: ['ada'] } })
  const opened = openLevel0Sync({ server })
  await opened.online()
  await opened.sync.send(1, 'innocent')
  await vi.waitFor(() => expect(server.received).toHaveLength(1))
  const [link] = server.connections()
  link?.socket.send(JSON.stringify({ type: 'error', message: 'Message non trouvé ou erreur de suppression' }))
  link?.socket.send(JSON.stringify({ type: 'message_deleted', message_id: 77 }))
  await opened.settled()
  expect(await states(opened)).toEqual(['innocent: handed-over'])
})

it('does not wait on a new link for an answer of the old one', async () => {
  const server = await startRoom({ switches: { historyDelay: 30_000 } })
  const opened = openLevel0Sync({ server })
  await vi.waitFor(() => expect(looks(server)).toBe(1))
  server.switches.historyDelay = 0
  server.say('bob', 'hello')
  server.closeAll(1006)
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  opened.sync.retryConnection()
  await vi.waitFor(() => expect(looks(server)).toBe(2))
})

it('is never sent again because of a history in which nothing can be read', async () => {
  const historyNames = { ...SEED_NAMES, id: 'cle' }
  const server = await startRoom({ switches: { historyNames } })
  const opened = openLevel0Sync({ server })
  await vi.waitFor(() => expect(looks(server)).toBe(1))
  server.say('bob', 'before')
  await opened.shows(['before'])
  server.switches.loses = () => true
  await opened.sync.send(1, 'unheard')
  await pass(opened, 30)
  expect(server.received).toHaveLength(1)
  expect(await states(opened)).toEqual(['before: sent', 'unheard: unconfirmed'])
})

it('is never sent again where a message was deleted before anybody saw it', async () => {
  const server = await startRoom({ switches: { loses: (index) => index === 1 } })
  server.say('bob', 'before')
  const opened = openLevel0Sync({ server })
  await opened.online()
  await opened.sync.send(1, 'regretted')
  await vi.waitFor(() => expect(server.messages()).toHaveLength(2))
  server.remove(2)
  await pass(opened, 20)
  expect(server.received).toHaveLength(1)
  expect((await states(opened)).at(-1)).toBe('regretted: unconfirmed')
})

it('is not taken for an older one in the same words after the copy was cleared', async () => {
  const server = await startRoom()
  server.say('ada', 'yes')
  const before = openLevel0Sync({ server })
  await before.online()
  await before.shows(['yes'])
  before.stop()
  forgetMessagesOf(join(before.folder, 'account.sqlite'))
  server.switches.history = false
  server.switches.muted = ['ada']
  const opened = openLevel0Sync({ server, folder: before.folder })
  await opened.sync.send(1, 'yes')
  await vi.waitFor(() => expect(server.received).toHaveLength(1))
  server.switches.history = true
  await pass(opened, 5)
  expect(await states(opened)).toEqual(['yes: sent', 'yes: handed-over'])
})

it('is not sent again because a clock was set forward before the server could have it', async () => {
  const server = await startRoom({ switches: { muted: ['ada'] } })
  const opened = openLevel0Sync({ server })
  await opened.online()
  await opened.sync.send(1, 'on its way')
  await vi.waitFor(() => expect(server.received).toHaveLength(1))
  opened.clock.shift(DAY)
  await pass(opened, 4)
  // It stood in a queue of the server until now, and is in no history that was asked for before.
  server.switches.loses = () => true
  server.switches.muted = []
  server.say('ada', 'on its way')
  await pass(opened, 12)
  expect(server.received, 'never sent again').toHaveLength(1)
  expect(await states(opened)).toEqual(['on its way: sent'])
})
