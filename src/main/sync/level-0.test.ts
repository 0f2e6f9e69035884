import { describe, expect, it, vi } from 'vitest'
import { openBareClient } from '../testkit/level-0/bare-client.ts'
import { everyNth, SEED_NAMES } from '../testkit/level-0/switches.ts'
import { openLevel0Sync, startRoom } from '../testkit/opened-level-0-sync.ts'
import { temporaryFolder } from '../testkit/temporary.ts'

const NO_HISTORY = { history: null }

/** How the last message of the room stands. */
async function deliveries(opened: ReturnType<typeof openLevel0Sync>): Promise<string[]> {
  return (await opened.messages()).map(({ delivery }) => delivery.state)
}

describe('a room at level 0', () => {
  it('is filled from the history, then by what is said, in the order of the ids', async () => {
    const server = await startRoom()
    for (let number = 1; number <= 250; number++) server.say('bob', `old ${number}`)
    const opened = openLevel0Sync({ server })
    await opened.online()
    server.say('cleo', 'new')
    await vi.waitFor(async () => {
      // The past comes without haste, page by page.
      opened.clock.turn(250)
      expect(opened.store.messages.placedBetween(1, 1, 1000)).toHaveLength(251)
    })
    expect((await opened.bodies()).at(-1)).toBe('new')
    expect(opened.store.missing.newest('room:1')).toBeNull()
  })

  it('holds each message once, whatever the order in which it is heard', async () => {
    const server = await startRoom({ switches: { reorders: true } })
    const opened = openLevel0Sync({ server, profile: NO_HISTORY })
    await opened.online()
    server.say('bob', 'one')
    server.say('cleo', 'two')
    await opened.shows(['one', 'two'])
  })

  it('forgets what was deleted while away, the newest too, and keeps what a page does not speak of', async () => {
    const server = await startRoom()
    for (const text of ['one', 'two', 'three']) server.say('bob', text)
    const folder = temporaryFolder()
    const first = openLevel0Sync({ server, folder })
    await first.online()
    first.stop()
    server.remove(2)
    server.remove(3)
    const second = openLevel0Sync({ server, folder })
    await second.online()
    await second.shows(['one'])
  })

  it('never revives a message whose deletion overtook it', async () => {
    const server = await startRoom({ switches: { reorders: true } })
    const opened = openLevel0Sync({ server, profile: NO_HISTORY })
    await opened.online()
    const said = server.say('bob', 'regretted')
    server.remove(said?.id ?? 0)
    server.say('cleo', 'after')
    server.say('bob', 'end')
    await vi.waitFor(async () => expect(await opened.bodies()).toContain('end'))
    expect(await opened.bodies()).not.toContain('regretted')
  })

  it('finds what a burst lost', async () => {
    const server = await startRoom({ switches: { loses: everyNth(3) } })
    const opened = openLevel0Sync({ server })
    await opened.online()
    for (let number = 1; number <= 300; number++) server.say('bob', `burst ${number}`)
    await vi.waitFor(() => expect(opened.store.messages.newestSeq(1)).toBeGreaterThanOrEqual(299))
    await vi.waitFor(() => {
      opened.clock.turn(1000)
      expect(opened.store.messages.placedBetween(1, 1, 300)).toHaveLength(300)
    })
  })

  it('finds what a quiet line lost, and renews a link that has gone deaf', async () => {
    const server = await startRoom()
    server.say('bob', 'before')
    const opened = openLevel0Sync({ server })
    await opened.online()
    server.makeDeaf('ada')
    server.say('bob', 'unheard')
    await vi.waitFor(async () => {
      // In heartbeats, each of which the server answers.
      opened.clock.turn(20_000)
      await opened.carried()
      expect(await opened.bodies()).toEqual(['before', 'unheard'])
    })
    opened.clock.turn(2000)
    await vi.waitFor(() => expect(server.opened).toHaveLength(2))
    await opened.online()
    server.say('bob', 'heard again')
    await opened.shows(['before', 'unheard', 'heard again'])
  })

  it('renews a link that goes deaf between two looks, once the history holds what it has not said', async () => {
    const server = await startRoom()
    const opened = openLevel0Sync({ server })
    await opened.online()
    server.say('bob', 'heard')
    await opened.shows(['heard'])
    server.makeDeaf('ada')
    await opened.sync.send(1, 'without echo')
    await vi.waitFor(() => expect(server.messages()).toHaveLength(2))
    opened.clock.turn(3000)
    await vi.waitFor(async () => expect(await deliveries(opened)).toEqual(['sent', 'sent']))
    opened.clock.turn(2000)
    await vi.waitFor(() => expect(server.opened).toHaveLength(2))
  })

  it('takes no link for deaf again and again where the server does not repeat what one says', async () => {
    const server = await startRoom({ switches: { loses: () => true } })
    const opened = openLevel0Sync({ server })
    await opened.online()
    for (const text of ['one', 'two', 'three']) {
      await opened.sync.send(1, text)
      await vi.waitFor(async () => {
        opened.clock.turn(1000)
        expect((await deliveries(opened)).at(-1)).toBe('sent')
      })
      opened.clock.turn(2000)
    }
    expect(server.opened.length).toBeLessThanOrEqual(2)
  })
})

describe('an own message at level 0', () => {
  it('is sent when its echo is heard, trimmed or not, and equal ones each by their own', async () => {
    const server = await startRoom({ switches: { trims: true } })
    const opened = openLevel0Sync({ server })
    await opened.online()
    for (const text of ['same', 'same', 'other']) await opened.sync.send(1, text)
    await vi.waitFor(async () => expect(await deliveries(opened)).toEqual(['sent', 'sent', 'sent']))
    expect(await opened.bodies()).toEqual(['same', 'same', 'other'])
    expect(server.messages()).toHaveLength(3)
  })

  it('is confirmed by the history where its echo is lost', async () => {
    const server = await startRoom({ switches: { loses: () => true } })
    const opened = openLevel0Sync({ server })
    await opened.online()
    await opened.sync.send(1, 'without echo')
    await vi.waitFor(() => expect(server.messages()).toHaveLength(1))
    expect(await deliveries(opened)).toEqual(['handed-over'])
    opened.clock.turn(3000)
    await vi.waitFor(async () => expect(await deliveries(opened)).toEqual(['sent']))
    expect(server.received).toHaveLength(1)
  })

  it('is sent again once the history shows that it is not there, and then its author is asked', async () => {
    const server = await startRoom({ switches: { muted: ['ada'] } })
    const opened = openLevel0Sync({ server })
    await opened.online()
    await opened.sync.send(1, 'swallowed')
    await vi.waitFor(() => expect(server.received).toHaveLength(1))
    await vi.waitFor(async () => {
      opened.clock.turn(1000)
      expect((await opened.messages())[0]?.delivery).toEqual({ state: 'failed', code: 'not_stored' })
    })
    expect(server.received).toHaveLength(2)
    server.switches.muted = []
    const [message] = await opened.messages()
    await opened.sync.retry(message?.clientId ?? '')
    await vi.waitFor(async () => expect(await deliveries(opened)).toEqual(['sent']))
  })

  it('stays unconfirmed without a history, and is never sent again blindly', async () => {
    const server = await startRoom({ switches: { loses: () => true } })
    const opened = openLevel0Sync({ server, profile: NO_HISTORY })
    await opened.online()
    await opened.sync.send(1, 'first')
    await opened.sync.send(1, 'second')
    await vi.waitFor(() => expect(server.messages()).toHaveLength(1))
    opened.clock.turn(3000)
    await vi.waitFor(() => expect(server.messages()).toHaveLength(2))
    opened.clock.turn(3000)
    expect(await deliveries(opened)).toEqual(['unconfirmed', 'unconfirmed'])
    server.closeAll(1006)
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    opened.sync.retryConnection()
    await opened.online()
    expect(await deliveries(opened)).toEqual(['unconfirmed', 'unconfirmed'])
    expect(server.messages()).toHaveLength(2)
  })

  it('that was on its way when the program was killed is found in the history and not sent twice', async () => {
    const server = await startRoom({ switches: { loses: () => true } })
    const folder = temporaryFolder()
    const first = openLevel0Sync({ server, folder })
    await first.online()
    await first.sync.send(1, 'before the crash')
    await vi.waitFor(() => expect(server.messages()).toHaveLength(1))
    first.stop()
    const second = openLevel0Sync({ server, folder })
    await vi.waitFor(async () => expect(await deliveries(second)).toEqual(['sent']))
    expect(server.messages()).toHaveLength(1)
  })

  it('is not taken for an equal one that was said before', async () => {
    const server = await startRoom({ switches: { muted: ['ada'] } })
    const folder = temporaryFolder()
    server.switches.muted = []
    server.say('ada', 'ok')
    server.switches.muted = ['ada']
    const opened = openLevel0Sync({ server, folder })
    await opened.online()
    await opened.sync.send(1, 'ok')
    opened.clock.turn(3000)
    await vi.waitFor(() =>
      expect(server.asked.filter(({ path }) => path.includes('messages'))).toHaveLength(2)
    )
    expect(await deliveries(opened)).toEqual(['sent', 'handed-over'])
  })

  it('of another device of the same person is shown as sent', async () => {
    const server = await startRoom()
    const opened = openLevel0Sync({ server })
    await opened.online()
    const phone = await openBareClient(server.url, { token: server.tokenOf('ada') })
    phone.send({ type: 'chat_message', message: 'from the phone' })
    await opened.shows(['from the phone'])
    expect(await deliveries(opened)).toEqual(['sent'])
  })
})

describe('a deletion at level 0', () => {
  it('is for everyone, and each refusal has its name', async () => {
    const server = await startRoom()
    server.say('bob', 'one')
    server.say('bob', 'two')
    const ada = openLevel0Sync({ server })
    const bob = openLevel0Sync({ server, username: 'bob' })
    await Promise.all([ada.online(), bob.online()])
    const [one, two] = await ada.messages()
    expect(await bob.sync.delete('server:1')).toEqual({ ok: false, code: 'not_superuser' })
    expect(await ada.sync.delete(one?.clientId ?? '')).toMatchObject({ ok: true })
    await bob.shows(['two'])
    server.switches.loses = () => true
    server.remove(2)
    expect(await ada.sync.delete(two?.clientId ?? '')).toEqual({ ok: false, code: 'message_not_found' })
    // The history shows that it has been gone for a while.
    await ada.shows([])
  })

  it('whose announcement is lost is found in the history', async () => {
    const server = await startRoom()
    server.say('bob', 'one')
    const opened = openLevel0Sync({ server })
    await opened.online()
    server.switches.loses = () => true
    const deletion = opened.sync.delete('server:1')
    await vi.waitFor(() => expect(server.messages()).toHaveLength(0))
    opened.clock.turn(10_000)
    expect(await deletion).toMatchObject({ ok: true })
    await opened.shows([])
  })
})

describe('the rest of level 0', () => {
  it('holds notifications of each kind once, and keeps by itself what was read', async () => {
    const server = await startRoom()
    server.notify({ kind: 'personal', to: 'ada', text: 'for you' })
    const folder = temporaryFolder()
    const first = openLevel0Sync({ server, folder })
    await first.online()
    server.notify({ kind: 'general', text: 'for everyone' })
    await vi.waitFor(() =>
      expect(first.sync.unreadNotifications()).toMatchObject({ general: 1, personal: 1 })
    )
    await first.sync.markAllNotificationsRead()
    first.stop()
    const second = openLevel0Sync({ server, folder })
    await second.online()
    expect(second.sync.unreadNotifications()).toEqual({ general: 0, personal: 0, unlisted: 0 })
    const page = await second.sync.notifications({ kind: 'all', before: null })
    expect(page.notifications.map(({ body }) => body).toSorted()).toEqual(['for everyone', 'for you'])
  })

  it('counts what the server counts and does not show', async () => {
    const server = await startRoom({ switches: { unread: 'count' } })
    server.notify({ kind: 'personal', to: 'ada', text: 'hidden' })
    const opened = openLevel0Sync({ server })
    await opened.online()
    await vi.waitFor(() => expect(opened.sync.unreadNotifications().unlisted).toBe(1))
  })

  it('learns from the list of people online who is signed in, and confirms their messages', async () => {
    const server = await startRoom()
    const opened = openLevel0Sync({ server, user: null, username: 'cleo' })
    await opened.online()
    await vi.waitFor(() => expect(opened.sync.profile()?.user.id).toBe(3))
    await opened.sync.send(1, 'it is me')
    await vi.waitFor(async () => expect(await deliveries(opened)).toEqual(['sent']))
  })

  it('offers to delete where nobody says what the person may do', async () => {
    const frameNames = { ...SEED_NAMES, isSuperuser: 'droits' }
    const server = await startRoom({ switches: { frameNames } })
    const opened = openLevel0Sync({ server, user: null, username: 'bob' })
    await opened.online()
    // And says of nobody that they are an administrator.
    const user = { id: 2, isSuperuser: false }
    await vi.waitFor(() => expect(opened.sync.profile()).toMatchObject({ user, mayDelete: true }))
  })

  it('takes a frame’s word of what the person may do where nobody else says it', async () => {
    const server = await startRoom()
    const opened = openLevel0Sync({ server, user: null, username: 'bob' })
    await opened.online()
    await vi.waitFor(() => expect(opened.sync.profile()).toMatchObject({ user: { id: 2 }, mayDelete: false }))
  })

  it('lets people talk while the history fails, and says what the server says', async () => {
    const server = await startRoom({ switches: { history: false } })
    const opened = openLevel0Sync({ server })
    await vi.waitFor(() => expect(opened.sync.connection.phase).toBe('online'))
    await opened.sync.send(1, 'hello')
    await vi.waitFor(async () => expect(await deliveries(opened)).toEqual(['sent']))
  })
})
