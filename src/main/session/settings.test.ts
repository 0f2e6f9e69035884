import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { openAppStore } from '../store/app-store.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { createSettings } from './settings.ts'

function open() {
  const store = openAppStore(join(temporaryFolder(), 'app.sqlite'))
  const clock = createTurnedClock()
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
  expect([settings.language, settings.theme, settings.quiet]).toEqual(['fr', 'system', null])
  settings.set({ language: 'en', theme: 'dark' })
  expect([settings.language, settings.theme]).toEqual(['en', 'dark'])
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
