import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { PREFERENCE_DEFAULTS } from '../../shared/ipc/preferences.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { openAppStore } from '../store/app-store.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { createSettings } from './settings.ts'

function open(before: Readonly<Record<string, string>> = {}) {
  const store = openAppStore(join(temporaryFolder(), 'app.sqlite'))
  const clock = createTurnedClock()
  for (const [name, value] of Object.entries(before)) store.setSetting(name, value)
  const settings = createSettings(store, ['fr-CA'], clock)
  onTestFinished(() => {
    settings.stop()
    store.close()
  })
  let changes = 0
  settings.changes.subscribe(() => changes++)
  return { store, clock, settings, changes: () => changes }
}

it('is what the system says until something is chosen', () => {
  const { settings } = open()
  expect([settings.language, settings.preferences.theme, settings.quiet]).toEqual(['fr', 'system', null])
  settings.set({ language: 'en', theme: 'dark' })
  expect([settings.language, settings.preferences.theme]).toEqual(['en', 'dark'])
})

it('takes what is damaged for not chosen', () => {
  const { settings } = open({ theme: '"da', zoom: '\u0000', language: '"en"' })
  expect([settings.preferences.theme, settings.preferences.zoom]).toEqual([
    PREFERENCE_DEFAULTS.theme,
    PREFERENCE_DEFAULTS.zoom
  ])
  expect(settings.language).toBe('en')
})

it('ends a quiet time by itself, and says so', () => {
  const { clock, settings, changes } = open()
  settings.set({ quiet: 'half-hour' })
  expect(settings.quiet).toEqual({ until: clock.now() + 1_800_000 })
  clock.turn(1_799_999)
  expect(settings.quiet).not.toBeNull()
  expect(changes()).toBe(1)
  clock.turn(1)
  expect(settings.quiet).toBeNull()
  expect(changes()).toBe(2)
})

it('is quiet until nine tomorrow, until it is turned off, or not at all', () => {
  const { clock, settings } = open()
  settings.set({ quiet: 'tomorrow' })
  const end = new Date(settings.quiet?.until ?? 0)
  expect([end.getHours(), end.getMinutes()]).toEqual([9, 0])
  expect(end.getTime()).toBeGreaterThan(clock.now())
  settings.set({ quiet: 'always' })
  expect(settings.quiet).toEqual({ until: null })
  settings.set({ quiet: 'off' })
  expect(settings.quiet).toBeNull()
})

it('keeps each preference, and leaves those that it is not told', () => {
  const { settings, store, clock } = open()
  settings.set({ messageSize: 17, keys: { switcher: 'Mod+J' } })
  settings.set({ density: 'compact' })
  const again = createSettings(store, ['en'], clock)
  expect(again.preferences).toEqual({
    ...PREFERENCE_DEFAULTS,
    messageSize: 17,
    density: 'compact',
    keys: { switcher: 'Mod+J' }
  })
  again.stop()
})

it('takes what another version has left and does not fit as not chosen', () => {
  const { settings } = open({ theme: '"sepia"', messageSize: '40', density: '"compact"' })
  expect(settings.preferences).toEqual({ ...PREFERENCE_DEFAULTS, density: 'compact' })
})

it('keeps nothing else for the page', () => {
  const { settings, store } = open({ account: 'mine' })
  const choice = { density: 'compact', account: 'another', windowPlaces: '{' } as const
  settings.set(choice)
  expect([store.setting('account'), store.setting('windowPlaces')]).toEqual(['mine', null])
  expect(settings.preferences).toEqual({ ...PREFERENCE_DEFAULTS, density: 'compact' })
})

it('is quiet in the hours of each week that were named, and says when they begin and end', () => {
  const { clock, settings, changes } = open()
  const now = new Date(clock.now())
  const minute = now.getHours() * 60 + now.getMinutes()
  settings.set({ quietHours: { days: [now.getDay()], from: minute + 1, to: minute + 3 } })
  expect(settings.quiet).toBeNull()
  clock.turn(60_000)
  expect(changes()).toBe(2)
  const end = settings.quiet?.until ?? 0
  expect(end - clock.now()).toBeLessThanOrEqual(120_000)
  clock.turn(120_000)
  expect(settings.quiet).toBeNull()
  expect(changes()).toBe(3)
})

it('passes over the rest of quiet hours when they are turned off', () => {
  const { clock, settings } = open()
  const now = new Date(clock.now())
  const minute = now.getHours() * 60 + now.getMinutes()
  settings.set({ quietHours: { days: [0, 1, 2, 3, 4, 5, 6], from: minute, to: minute + 60 } })
  expect(settings.quiet).not.toBeNull()
  settings.set({ quiet: 'off' })
  expect(settings.quiet).toBeNull()
  clock.turn(24 * 3_600_000)
  expect(settings.quiet).not.toBeNull()
})

it('is quiet at once in hours that are set anew after others were turned off', () => {
  const { clock, settings } = open()
  const now = new Date(clock.now())
  const minute = now.getHours() * 60 + now.getMinutes()
  const everyDay = { days: [0, 1, 2, 3, 4, 5, 6], from: minute }
  settings.set({ quietHours: { ...everyDay, to: minute + 60 } })
  settings.set({ quiet: 'off' })
  settings.set({ theme: 'dark' })
  expect(settings.quiet).toBeNull()
  settings.set({ quietHours: { ...everyDay, to: minute + 30 } })
  expect(settings.quiet).toEqual({ until: clock.now() + 30 * 60_000 })
})

it('says at the latest a minute after a computer was woken that a quiet time is over', () => {
  const { clock, settings, changes } = open()
  settings.set({ quiet: 'hour' })
  clock.shift(2 * 3_600_000)
  expect([settings.quiet, changes()]).toEqual([null, 1])
  clock.turn(60_000)
  expect(changes()).toBe(2)
  clock.turn(3_600_000)
  expect(changes(), 'once').toBe(2)
})
