import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished, vi } from 'vitest'
import { PRESETS } from '../../shared/protocol/presets.ts'
import { openAppStore } from '../store/app-store.ts'
import type { Level0Server } from '../testkit/level-0/server.ts'
import { startRoom } from '../testkit/opened-level-0-sync.ts'
import { createFakeKeyring } from '../testkit/fake-keyring.ts'
import { openAccounts } from '../testkit/opened-accounts.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import type { Accounts } from './accounts.ts'

const ada = { username: 'ada', password: 'ada', keep: true }

it.each(['token', 'cookie'] as const)(
  'signs in with the preset of the %s, keeps the session and comes back by itself',
  async (preset) => {
    const server = await startRoom()
    server.say('bob', 'salut')
    const folder = temporaryFolder()
    const first = openAccounts(folder)
    const request = { ...ada, address: server.url, profile: PRESETS[preset] }
    expect(await first.signIn({ ...request, password: 'wrong' })).toEqual({
      ok: false,
      code: 'wrong_credentials'
    })
    expect(await first.signIn(request)).toMatchObject({ ok: true })
    expect(first.session()).toMatchObject({
      user: { username: 'ada' },
      server: { name: '127.0.0.1', isToBeExplained: true, capabilities: { numbers: false } }
    })
    first.setExplained()
    expect(first.session()?.server.isToBeExplained).toBe(false)
    first.stop()

    const again = openAccounts(folder)
    expect(again.restore()).toBe(server.url)
    await vi.waitFor(() => expect(again.sync?.connection.phase).toBe('online'))
    expect(again.session()?.server.isToBeExplained, 'told once').toBe(false)
    expect(await again.find(server.url)).toMatchObject({ ok: true })
    expect(await again.signIn({ ...request, profile: null }), 'as it was the last time').toMatchObject({
      ok: true
    })
    expect(readdirSync(join(folder, 'accounts'))).toHaveLength(1)
    await again.signOut()
    expect(readdirSync(join(folder, 'accounts'))).toHaveLength(0)
  }
)

it('keeps the session that an expired token was exchanged for', async () => {
  const server = await startRoom({ switches: { refusal: '4401' } })
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  const profile = { profile: 1, refresh: {} } as const
  expect(await accounts.signIn({ ...ada, address: server.url, profile })).toMatchObject({ ok: true })
  const token = (): string => readFileSync(tokenFile(folder), 'utf8')
  const before = token()
  await expireTokens(server, accounts)
  await vi.waitFor(() => expect(token()).not.toBe(before))
})

it('goes on with a session that the disk does not take', async () => {
  const server = await startRoom({ switches: { refusal: '4401' } })
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  const profile = { profile: 1, refresh: {} } as const
  expect(await accounts.signIn({ ...ada, address: server.url, profile })).toMatchObject({ ok: true })
  rmSync(tokenFile(folder))
  mkdirSync(tokenFile(folder))
  await expireTokens(server, accounts)
  await accounts.signOut()
  expect(readdirSync(join(folder, 'accounts'))).toEqual([])
})

it('keeps what it had where the keyring is locked when another token comes: it may still open the door', async () => {
  const server = await startRoom({ switches: { refusal: '4401' } })
  const folder = temporaryFolder()
  const keyring = createFakeKeyring()
  const accounts = openAccounts(folder, keyring)
  const profile = { profile: 1, refresh: {} } as const
  expect(await accounts.signIn({ ...ada, address: server.url, profile })).toMatchObject({ ok: true })
  keyring.state = 'locked'
  await expireTokens(server, accounts)
  accounts.stop()
  keyring.state = 'open'
  const again = openAccounts(folder, keyring)
  again.restore()
  await vi.waitFor(() => expect(again.sync?.connection.phase).toBe('waiting'))
  again.sync?.retryConnection()
  await vi.waitFor(() => expect(again.sync?.connection.phase).toBe('online'))
})

/** Where the only account keeps its session. */
function tokenFile(folder: string): string {
  const accounts = join(folder, 'accounts')
  return join(accounts, readdirSync(accounts)[0] ?? '', 'token')
}

/** Cuts the connection off while its token has expired; resolves when it is back. */
async function expireTokens(server: Level0Server, accounts: Accounts): Promise<void> {
  server.expireTokens()
  server.closeAll(1000)
  await vi.waitFor(() => expect(accounts.sync?.connection.phase).not.toBe('online'))
  accounts.sync?.retryConnection()
  await vi.waitFor(() => expect(accounts.sync?.connection.phase).toBe('online'))
}

it('gives two people two copies, although the server says who neither of them is', async () => {
  const server = await startRoom({
    switches: { me: false, loginKeys: { token: 'token', refresh: null, user: null } }
  })
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  const request = { address: server.url, profile: PRESETS.token, keep: true }
  for (const name of ['ada', 'bob', 'ada'])
    expect(await accounts.signIn({ ...request, username: name, password: name })).toMatchObject({ ok: true })
  expect(readdirSync(join(folder, 'accounts'))).toHaveLength(2)
  await vi.waitFor(() => expect(accounts.session()?.user).toMatchObject({ id: 1, username: 'ada' }))
})

it('says of an account that was joined with a pasted token that it takes one again', async () => {
  const server = await startRoom()
  const accounts = openAccounts(temporaryFolder())
  const request = { ...ada, address: server.url, profile: PRESETS.token }
  expect(await accounts.signIn(request)).toMatchObject({ ok: true })
  expect(accounts.session()?.server.takesToken).toBe(false)
  await accounts.signOut()
  const profile = { ...PRESETS.token, signIn: { by: 'token' } } as const
  expect(await accounts.signIn({ ...request, password: server.tokenOf('ada'), profile })).toMatchObject({
    ok: true
  })
  expect(accounts.session()?.server.takesToken).toBe(true)
})

it('takes nothing less for a server that it knows as a Causerie server', async () => {
  const server = await startRoom()
  const folder = temporaryFolder()
  const store = openAppStore(join(folder, 'app.sqlite'))
  const account = { id: 'a', origin: server.url, userId: 1, username: '', profile: null }
  store.addAccount(account, 1)
  store.close()
  const accounts = openAccounts(folder)
  const answer = await accounts.signIn({ ...ada, address: server.url, profile: PRESETS.token })
  expect(answer).toEqual({ ok: false, code: 'was_causerie' })
  expect(server.asked).toEqual([])
})

it('says that the socket stays shut to somebody who could sign in', async () => {
  const server = await startRoom({ switches: { allowedHosts: [] } })
  const accounts = openAccounts(temporaryFolder())
  const answer = await accounts.signIn({ ...ada, address: server.url, profile: PRESETS.token })
  expect(answer).toEqual({ ok: false, code: 'socket_refused' })
})

it('promises no history where the server has none at the place of the profile', async () => {
  const server = await startRoom({ switches: { history: false } })
  const accounts = openAccounts(temporaryFolder())
  await accounts.signIn({ ...ada, address: server.url, profile: PRESETS.token })
  expect(accounts.session()?.server.capabilities.history).toBe('none')
})

it('brings the accounts of the first schema along', () => {
  const file = join(temporaryFolder(), 'app.sqlite')
  const db = new Database(file)
  db.exec(readFileSync(join(import.meta.dirname, '../store/migrations/app-0001-initial.sql'), 'utf8'))
  db.exec("INSERT INTO account VALUES ('a', 'https://causerie.example', 7, 5)")
  db.pragma('user_version = 1')
  db.close()
  const store = openAppStore(file)
  onTestFinished(store.close)
  expect(store.accounts()).toEqual([
    { id: 'a', origin: 'https://causerie.example', userId: 7, username: '', profile: null }
  ])
})

it('lets somebody in again who pasted a token and no name, with a copy of their own: they may be anybody', async () => {
  const server = await startRoom({ switches: { me: false } })
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  const profile = { profile: 1, signIn: { by: 'token' } } as const
  const request = { address: server.url, profile, keep: true, username: '', password: server.tokenOf('ada') }
  expect(await accounts.signIn(request)).toMatchObject({ ok: true })
  expect(await accounts.signIn(request)).toMatchObject({ ok: true })
  expect(readdirSync(join(folder, 'accounts'))).toHaveLength(2)
})
