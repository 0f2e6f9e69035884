import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../testkit/temporary.ts'
import { openAccountStore } from './account-store.ts'
import { openAppStore } from './app-store.ts'

const migrations = readdirSync(join(import.meta.dirname, 'migrations'))
const fixtures = readdirSync(join(import.meta.dirname, 'fixtures')).map((name) => name.replace('.sql', ''))

/** A file as a former program has left it. */
function formerFile(fixture: string): string {
  const file = join(temporaryFolder(), 'former.sqlite')
  const db = new Database(file)
  db.exec(readFileSync(join(import.meta.dirname, 'fixtures', `${fixture}.sql`), 'utf8'))
  db.close()
  return file
}

it('has a file of every schema before the present one: who adds a migration adds that of the schema before', () => {
  const wanted = migrations.flatMap((name) => {
    const number = name.replace('app-', '').slice(0, 4)
    return `${name.startsWith('app-') ? 'app' : 'account'}-${number}`
  })
  const newest = ['account', 'app'].map((kind) => wanted.findLast((name) => name.startsWith(kind)))
  const missing = wanted.filter((name) => !newest.includes(name) && !fixtures.includes(name))
  expect(missing, 'to be added to src/main/store/fixtures').toEqual([])
})

describe('the present program opens the copy of an account', () => {
  for (const fixture of fixtures.filter((name) => name.startsWith('account'))) {
    it(`that is ${fixture}`, () => {
      const schema = Number(fixture.slice(-4))
      const store = openAccountStore(formerFile(fixture))
      onTestFinished(store.close)
      const shown = store.messages.page(1, null, 100).messages
      const typed = [
        ['refused', 'failed'],
        ['handed over', 'handed-over'],
        ['waiting', 'waiting']
      ]
      if (schema > 2) typed.push(['unconfirmed', 'unconfirmed'])
      expect(shown.map(({ body, delivery }) => [body, delivery.state])).toEqual([
        ['bonjour', 'sent'],
        ['salut 👋', 'sent'],
        ["l'an prochain\nà la mer", 'sent'],
        ['unread', 'sent'],
        ...typed
      ])
      expect(store.outbox.next(1)?.body).toBe('handed over')
      expect(store.outbox.unanswered().map(({ floor, returns }) => [floor, returns])).toEqual(
        schema > 2
          ? [
              [9, 1],
              [9, 2]
            ]
          : []
      )
      expect(store.messages.nameOf(104), 'a tombstone').toMatch(/04$/)
      expect(store.missing.all('room:1')).toEqual([
        { from: 1, to: 2 },
        { from: 5, to: 5 }
      ])
      expect(store.cursors.get('room:1')).toEqual({ seq: 9, event: 'event-9' })
      expect(store.identity.get()).toMatchObject({ userId: 1, serverName: 'Labo', messageLimit: 4000 })
      expect(store.identity.rooms()).toEqual([{ id: 1, name: 'Général' }])
      expect(store.users.get(1)).toMatchObject({ firstName: 'Ada', isSuperuser: true })
      // Before there were positions everything was before the person's eyes.
      expect(store.readings.position(1)?.readN ?? null).toBe(schema > 1 ? 5 : 6)
      expect(store.drafts.get(1)).toBe(schema > 1 ? 'half a sentence' : '')
      expect(store.readings.toldUpTo('server')).toBe(schema > 1 ? 7 : null)
      expect(store.notifications.page({ kind: 'all', before: null, limit: 9 }).notifications).toMatchObject(
        schema > 1
          ? [
              { id: 8, kind: 'personal', body: 'for you', isRead: false },
              { id: 7, kind: 'general', title: 'Tonight', isRead: true }
            ]
          : []
      )
      expect(store.notifications.unconfirmed()).toHaveLength(schema > 1 ? 1 : 0)
      expect(store.incidents.all()).toEqual([])
    })
  }
})

describe('the present program opens its own data', () => {
  for (const fixture of fixtures.filter((name) => name.startsWith('app'))) {
    it(`that is ${fixture}`, () => {
      const isFirst = fixture === 'app-0001'
      const store = openAppStore(formerFile(fixture))
      onTestFinished(store.close)
      expect(store.accounts()).toEqual([
        {
          id: 'two',
          origin: 'http://127.0.0.1:8000',
          userId: 5,
          username: '',
          profile: isFirst ? null : { name: 'Django' }
        },
        {
          id: 'one',
          origin: 'http://127.0.0.1:8777',
          userId: 1,
          username: isFirst ? '' : 'ada',
          profile: null
        }
      ])
      expect([store.isExplained('one'), store.isExplained('two')]).toEqual([true, isFirst])
      expect(['account', 'theme', 'language', 'windowPlaces'].map(store.setting)).toEqual([
        'one',
        '"dark"',
        '"fr"',
        '{}'
      ])
    })
  }
})
