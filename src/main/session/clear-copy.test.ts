import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { PRESETS } from '../../shared/protocol/presets.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { sendNotice } from '../../server/cli/notify.ts'
import { createServer, type RunningServer } from '../../server/index.ts'
import { systemWorld } from '../../server/world.ts'
import type { News } from '../sync/news.ts'
import { createFakeKeyring } from '../testkit/fake-keyring.ts'
import { openAccounts } from '../testkit/opened-accounts.ts'
import { startRoom } from '../testkit/opened-level-0-sync.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import type { Accounts } from './accounts.ts'

async function startServer(): Promise<{ server: RunningServer; dataFolder: string }> {
  const dataFolder = temporaryFolder()
  const server = await createServer(
    { dataFolder, port: 0, name: 'Labo' },
    { ...systemWorld(), log: silentLog }
  )
  onTestFinished(() => server.close())
  return { server, dataFolder }
}

async function bodies(accounts: Accounts): Promise<(string | null)[]> {
  return (await accounts.sync?.page(1, null))?.messages.map(({ body }) => body) ?? []
}

function isOnline(accounts: Accounts): void {
  expect(accounts.sync?.connection.phase).toBe('online')
}

it('forgets the messages and has them again from the server; nothing that was typed is lost, nothing is news', async () => {
  const { server, dataFolder } = await startServer()
  const accounts = openAccounts(temporaryFolder())
  await accounts.setUp({
    address: server.url,
    code: server.setupCode ?? '',
    username: 'ines',
    password: 'a long password',
    keep: true
  })
  for (const text of ['one', 'two', 'three']) await accounts.sync?.send(1, text)
  await sendNotice(['--general', 'At eight', '--title', 'Tonight', '--data', dataFolder])
  await vi.waitFor(() => expect(accounts.sync?.unsentCount()).toBe(0))
  await vi.waitFor(() => expect(accounts.copySize()).toMatchObject({ messages: 3, notifications: 1 }))
  await accounts.sync?.saveDraft(1, 'half a sentence')
  const news: News[] = []
  const names: string[] = []
  accounts.news.subscribe((one) => news.push(one))
  accounts.events.subscribe((event) => names.push(event.name))
  let wasNobody = false
  accounts.changes.subscribe(() => (wasNobody ||= accounts.session() === null))
  // Typed in the very moment: the one may be on its way, the other is not.
  void accounts.sync?.send(1, 'four')

  expect(await accounts.clearCopy()).toEqual({ ok: true })
  expect(accounts.session()?.draft).toBe('half a sentence')
  expect(wasNobody).toBe(false)
  expect(names).toContain('messages.changed')
  await vi.waitFor(async () => expect(await bodies(accounts)).toEqual(['one', 'two', 'three', 'four']))
  isOnline(accounts)
  await vi.waitFor(() => expect(accounts.copySize()).toMatchObject({ messages: 4, notifications: 1 }))
  expect(accounts.session()?.reading.unread).toBe(0)
  expect(news).toEqual([])
  expect(await accounts.sync?.send(1, 'five'), 'it goes on').toMatchObject({ ok: true })
  await vi.waitFor(() => expect(accounts.sync?.unsentCount()).toBe(0))
})

it('forgets nothing that it could not have again', async () => {
  const { server } = await startServer()
  const accounts = openAccounts(temporaryFolder())
  expect(await accounts.clearCopy()).toEqual({ ok: false, code: 'signed_out' })
  const person = { username: 'ines', password: 'a long password', keep: true }
  await accounts.setUp({ ...person, address: server.url, code: server.setupCode ?? '' })
  await accounts.sync?.send(1, 'one')
  await vi.waitFor(() => expect(accounts.sync?.unsentCount()).toBe(0))
  await server.close()
  await vi.waitFor(() => expect(accounts.sync?.connection.phase).not.toBe('online'))
  expect(await accounts.clearCopy()).toEqual({ ok: false, code: 'offline' })
  expect(await bodies(accounts)).toEqual(['one'])
})

it('has everything again from the history of a server without numbers, and keeps what it alone has', async () => {
  const room = await startRoom()
  for (let number = 1; number <= 30; number++) room.say('bob', `message ${number}`)
  const accounts = openAccounts(temporaryFolder())
  const request = { username: 'ada', password: 'ada', keep: true, address: room.url }
  expect(await accounts.signIn({ ...request, profile: PRESETS.token })).toMatchObject({ ok: true })
  await vi.waitFor(async () => expect(await bodies(accounts)).toHaveLength(30))
  const before = await bodies(accounts)
  expect(await accounts.clearCopy()).toEqual({ ok: true })
  await vi.waitFor(async () => expect(await bodies(accounts)).toEqual(before))
  await accounts.sync?.send(1, 'once')
  await vi.waitFor(async () => expect(await bodies(accounts)).toEqual([...before, 'once']))
})

it('leaves unread what was not read at a server without numbers', async () => {
  const room = await startRoom()
  room.say('bob', 'read')
  const accounts = openAccounts(temporaryFolder())
  const request = { username: 'ada', password: 'ada', keep: true, address: room.url }
  await accounts.signIn({ ...request, profile: PRESETS.token })
  await vi.waitFor(async () => expect(await bodies(accounts)).toEqual(['read']))
  await accounts.sync?.markRead(1, 1)
  room.say('bob', 'not read')
  await vi.waitFor(() => expect(accounts.session()?.reading.unread).toBe(1))
  expect(await accounts.clearCopy()).toEqual({ ok: true })
  await vi.waitFor(async () => expect(await bodies(accounts)).toEqual(['read', 'not read']))
  expect(accounts.session()?.reading.unread).toBe(1)
})

it('signs nobody in where the copy cannot be opened again, and says so', async () => {
  const { server } = await startServer()
  let hasFailed = false
  const folder = temporaryFolder()
  const accounts = openAccounts(folder, createFakeKeyring(), () => {
    if (hasFailed) throw new Error('the disk is gone')
  })
  const person = { username: 'ines', password: 'a long password', keep: true }
  await accounts.setUp({ ...person, address: server.url, code: server.setupCode ?? '' })
  hasFailed = true
  let changes = 0
  accounts.changes.subscribe(() => changes++)
  expect(await accounts.clearCopy()).toEqual({ ok: false, code: 'disk' })
  expect([accounts.session(), changes]).toEqual([null, 1])
  // SQLite removes the log with the last handle.
  const files = readdirSync(join(folder, 'accounts'), { recursive: true, encoding: 'utf8' })
  expect(files.map((path) => basename(path)).filter((name) => name.startsWith('account.sqlite'))).toEqual([
    'account.sqlite'
  ])
})
