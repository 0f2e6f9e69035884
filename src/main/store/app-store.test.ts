import { copyFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { overwritePages, pagesOf } from '../testkit/damage.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { openAppStore, type AppStore } from './app-store.ts'

function opened(file: string): AppStore {
  const store = openAppStore(file)
  onTestFinished(store.close)
  return store
}

function filledFile(): string {
  const file = join(temporaryFolder(), 'app.sqlite')
  const store = openAppStore(file)
  store.setSetting('account', 'one')
  store.addAccount({ id: 'one', origin: 'http://x', userId: 1, username: 'ada', profile: null }, 5)
  store.close()
  return file
}

it('puts its file back where it was deleted or replaced, with what comes since', () => {
  const file = filledFile()
  const store = openAppStore(file)
  rmSync(file)
  store.setSetting('theme', '"dark"')
  rmSync(file)
  writeFileSync(file, 'something else')
  expect(store.setting('theme')).toBe('"dark"')
  rmSync(file)
  store.close()
  const again = opened(file)
  expect([again.setting('account'), again.setting('theme'), again.accounts().length]).toEqual([
    'one',
    '"dark"',
    1
  ])
  expect(readdirSync(join(file, '..')).some((name) => name.startsWith('app.sqlite.replaced-'))).toBe(true)
})

it('sets a damaged file aside, and saves what can be read of it', () => {
  const file = filledFile()
  overwritePages(file, pagesOf(file, 'account'))
  const store = opened(file)
  expect(readdirSync(join(file, '..')).some((name) => name.startsWith('app.sqlite.damaged-'))).toBe(true)
  expect([store.setting('account'), store.accounts()]).toEqual(['one', []])
})

it('has from an earlier file what a damaged one does not give', () => {
  const file = filledFile()
  copyFileSync(file, `${file}.damaged-5`)
  truncateSync(file, 0)
  const store = opened(file)
  expect([store.setting('account'), store.accounts().length]).toEqual(['one', 1])
})
