import { bodies, messages, reconnect, say } from './support/app.ts'
import { expect } from './support/fixtures.ts'
import {
  ADA,
  banner,
  BOB,
  deleteMessage,
  enterBare,
  joinLevel0,
  openProfile,
  readRoom,
  speak,
  stored,
  test,
  ticks
} from './support/level-0.ts'

const DAY = 24 * 60 * 60 * 1000

test('comes back after every way to lose the line, and says what was typed meanwhile once', async ({
  level0,
  launch
}) => {
  const app = await launch()
  const { page } = app
  await joinLevel0(app, level0, { preset: 'token', person: ADA })
  for (const code of [1000, 1011, 1006]) {
    const opened = level0.opened.length
    level0.closeAll(code)
    level0.say('bob', `missed ${code}`)
    await expect(messages(page, `missed ${code}`)).toHaveCount(1)
    expect(level0.opened).toHaveLength(opened + 1)
  }
  await test.step('a refusal of everybody is no end of the session', async () => {
    level0.switches.allowedHosts = []
    level0.closeAll(1000)
    await expect(banner(page, /Connection lost|Offline/)).toBeVisible()
    await expect.poll(() => level0.opened.at(-1)?.status).toBe(403)
    // It is there for as long as nobody is let in.
    await page.getByRole('button', { name: /Reconnect now|Retry/ }).click()
    level0.switches.allowedHosts = ['127.0.0.1']
    await reconnect(page)
    await expect.poll(() => level0.connections().length).toBe(1)
  })
  await test.step('a restart of the server', async () => {
    await level0.stop()
    await expect(banner(page, /Connection lost|Offline/)).toBeVisible()
    await say(page, 'typed offline 1')
    await say(page, 'typed offline 2')
    await expect(messages(page, 'Waiting')).toHaveCount(2)
    await level0.restart()
    await reconnect(page)
    await expect(ticks(page, /typed offline/)).toHaveCount(2)
    expect(stored(level0).slice(-2)).toEqual(['typed offline 1', 'typed offline 2'])
    await expect.poll(() => bodies(page)).toEqual(stored(level0))
  })
})

test('a message without an echo outlives a crash, is confirmed by the history, and is there once', async ({
  level0,
  launch
}) => {
  level0.switches.loses = () => true
  const app = await launch()
  await joinLevel0(app, level0, { preset: 'cookie', person: ADA })
  await say(app.page, 'just before the crash')
  await expect.poll(() => stored(level0)).toHaveLength(1)
  await expect(ticks(app.page)).toHaveCount(0)
  await app.kill()
  const again = await launch({ userData: app.userData })
  await expect(ticks(again.page, 'just before the crash')).toHaveCount(1)
  await test.step('without a crash the history confirms it too', async () => {
    await say(again.page, 'no echo')
    await expect(ticks(again.page, 'no echo')).toHaveCount(1)
  })
  await test.step('what the server did not keep goes again once, and then failed', async () => {
    level0.switches.loses = null
    level0.switches.muted = ['ada']
    await say(again.page, 'into the void')
    await expect(messages(again.page, 'the server did not keep this message')).toHaveCount(1, {
      timeout: 25_000
    })
    const sent = level0.received.filter(({ text }) => text.includes('into the void'))
    expect(sent).toHaveLength(2)
    level0.switches.muted = []
    await again.page.getByRole('button', { name: 'Retry' }).click()
    await expect(ticks(again.page, 'into the void')).toHaveCount(1)
  })
  expect(stored(level0)).toEqual(['just before the crash', 'no echo', 'into the void'])
})

test('without a history a message stays unconfirmed, and its author decides', async ({
  level0,
  launch,
  picture,
  profileFile
}) => {
  level0.switches.history = false
  level0.say('bob', 'from before')
  const app = await launch()
  const { page } = app
  await openProfile(app, profileFile({ profile: 1, address: level0.url, history: null }))
  await joinLevel0(app, level0, { person: ADA })
  await expect(page.getByText('This server gives no older messages')).toBeVisible()
  await say(page, 'heard again')
  await expect(ticks(page, 'heard again')).toHaveCount(1)
  level0.switches.loses = () => true
  await say(page, 'lost on the way')
  const lost = messages(page, 'lost on the way')
  await expect(lost).toContainText('Sent, not confirmed by the server')
  await expect(ticks(page, 'lost on the way')).toHaveCount(0)
  await picture(page, 'level-0-unconfirmed')
  await page.evaluate(() => window.causerie.call('app.configure', { theme: 'dark', language: 'fr' }))
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await picture(page, 'level-0-unconfirmed-dark-fr')
  await page.evaluate(() => window.causerie.call('app.configure', { theme: 'light', language: 'en' }))

  await test.step('it is still in doubt after a crash, and nobody sends it again', async () => {
    await app.kill()
    const again = await launch({ userData: app.userData })
    await expect.poll(() => level0.connections().length).toBe(1)
    await say(again.page, 'lost as well')
    await expect(messages(again.page, 'not confirmed')).toHaveCount(2)
    expect(stored(level0)).toHaveLength(4)
    level0.switches.loses = null
    await messages(again.page, 'lost on the way').getByRole('button', { name: 'Send again' }).click()
    await expect(ticks(again.page, 'lost on the way')).toHaveCount(1)
    expect(stored(level0).filter((text) => text === 'lost on the way')).toHaveLength(2)
    await expect(messages(again.page, 'lost on the way')).toHaveCount(1)
  })
})

test('an old connection is renewed before it goes deaf, and a deaf one once that shows', async ({
  level0,
  launch
}) => {
  const app = await launch()
  const { page } = app
  await joinLevel0(app, level0, { preset: 'cookie', person: ADA })
  await say(page, 'hello')
  await expect(ticks(page, 'hello')).toHaveCount(1)
  expect(level0.opened).toHaveLength(1)

  await test.step('a day later, when the computer wakes', async () => {
    level0.makeDeaf('ada')
    level0.say('bob', 'into deaf ears')
    await app.electron.evaluate(({ powerMonitor }, day) => {
      const real = Date.now
      Date.now = () => real() + day
      powerMonitor.emit('resume')
    }, DAY)
    await expect(messages(page, 'into deaf ears')).toHaveCount(1)
    expect(level0.opened).toHaveLength(2)
    await expect.poll(() => level0.connections().length).toBe(1)
    level0.say('bob', 'heard at once')
    await expect(messages(page, 'heard at once')).toHaveCount(1)
  })
  await test.step('a server that forgets earlier: the history tells more than the line', async () => {
    level0.switches.deafAfter = 0
    level0.say('bob', 'deaf 1')
    level0.switches.deafAfter = null
    // One look may have found what was only lost; the next one finds a line that has said nothing in between.
    for (const number of [1, 2]) {
      await say(page, `no echo ${number}`)
      await expect(ticks(page, `no echo ${number}`)).toHaveCount(1)
      await expect(messages(page, `deaf ${number}`)).toHaveCount(1)
      level0.say('bob', `deaf ${number + 1}`)
    }
    await expect.poll(() => level0.opened.length).toBe(3)
    level0.say('bob', 'at once again')
    await expect(messages(page, 'at once again')).toHaveCount(1)
    await expect.poll(() => bodies(page)).toEqual(stored(level0))
  })
})

test('frames in any order, ids of any kind, and a history with a mind of its own', async ({
  level0,
  launch
}) => {
  const { switches } = level0
  for (let number = 1; number <= 150; number++) level0.say('bob', `old ${number}`)
  switches.historyIgnoresBefore = true
  switches.idsAsStrings = true
  switches.historyUnder = null
  switches.pingEvery = 100
  const app = await launch()
  const { page } = app
  await joinLevel0(app, level0, { preset: 'token', person: ADA })

  await test.step('the room is usable', async () => {
    await expect(messages(page, 'old 150')).toBeVisible()
    await say(page, 'usable')
    await expect(ticks(page, 'usable')).toHaveCount(1)
  })
  await test.step('messages that overtake each other are in the order of the server', async () => {
    switches.reorders = true
    for (let number = 1; number <= 4; number++) level0.say(number % 2 ? 'bob' : 'ada', `order ${number}`)
    await expect(messages(page, /order \d/)).toHaveCount(4)
    const shown = (await bodies(page)).filter((text) => text.startsWith('order'))
    expect(shown).toEqual(['order 1', 'order 2', 'order 3', 'order 4'])
  })
  await test.step('a deletion that overtakes its message', async () => {
    const ada = await enterBare(level0, ADA)
    const gone = level0.say('bob', 'gone before it came')
    level0.remove(gone?.id ?? 0)
    level0.say('bob', 'after it')
    await expect(messages(page, 'after it')).toHaveCount(1)
    await ada.heard('chat_message', 2)
    const types = ada.frames.map(({ type }) => type).filter((type) => /message/.test(String(type)))
    expect(types).toEqual(['message_deleted', 'chat_message', 'chat_message'])
    // At once: later on the history would take it out again.
    expect(await messages(page, 'gone before it came').count()).toBe(0)
    switches.reorders = false
  })
  await test.step('an id that comes back as a string is the same message', async () => {
    await deleteMessage(page, 'after it')
    await expect(messages(page, 'after it')).toHaveCount(0)
    const bob = await enterBare(level0, BOB)
    const ada = await enterBare(level0, ADA)
    speak(bob, 'deleted by text')
    await expect(messages(page, 'deleted by text')).toHaveCount(1)
    ada.send({ type: 'delete_message', message_id: String(level0.messages().at(-1)?.id) })
    await expect(messages(page, 'deleted by text')).toHaveCount(0)
  })
  await test.step('all that has asked for no more pages than it had reason to', async () => {
    const pages = level0.asked.filter(({ path }) => path === '/api/chat/messages/')
    expect(pages.length).toBeLessThan(8)
  })
  await test.step('a slow history with a short page gives everything in the end', async () => {
    await app.close()
    switches.historyIgnoresBefore = false
    switches.historyCap = 20
    switches.historyDelay = 300
    const other = await launch()
    await joinLevel0(other, level0, { preset: 'cookie', person: BOB })
    await say(other.page, 'meanwhile')
    await expect(ticks(other.page, 'meanwhile')).toHaveCount(1)
    const texts = async (): Promise<string[]> => (await readRoom(other.page)).map(({ text }) => text)
    await expect.poll(texts, { timeout: 30_000 }).toEqual(stored(level0))
    expect(stored(level0).filter((text) => text === 'meanwhile')).toHaveLength(1)
  })
})
