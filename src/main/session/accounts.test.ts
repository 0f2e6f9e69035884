import { once } from 'node:events'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { ok } from '../../shared/std/result.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { sendNotice } from '../../server/cli/notify.ts'
import { createServer, type RunningServer } from '../../server/index.ts'
import { systemWorld } from '../../server/world.ts'
import type { News } from '../sync/news.ts'
import { createFakeKeyring } from '../testkit/fake-keyring.ts'
import { openAccounts } from '../testkit/opened-accounts.ts'
import { temporaryFolder } from '../testkit/temporary.ts'

const ines = { username: 'ines', password: 'a long password', keep: true, profile: null }

/** The real server on a folder of its own, without users. */
async function startServer(dataFolder = temporaryFolder()): Promise<RunningServer> {
  const server = await createServer(
    { dataFolder, port: 0, name: 'Labo' },
    { ...systemWorld(), log: silentLog }
  )
  onTestFinished(() => server.close())
  return server
}

/** Takes every password, and no socket. */
async function startSilentServer(): Promise<string> {
  const server = createHttpServer(({ url }, response) => {
    const isLogin = url?.startsWith('/api/login')
    response.end(
      isLogin ? '{"token":"t","user":{"id":9,"username":"x"}}' : '{"name":"x","protocols":[1],"setup":false}'
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('makes the first account, keeps it for the next start, and takes it away at sign-out', async () => {
  const server = await startServer()
  const folder = temporaryFolder()
  const first = openAccounts(folder)
  expect(first.restore()).toBeNull()
  const request = { ...ines, address: server.url }
  expect(await first.setUp({ ...request, code: 'WRON-GONE' })).toEqual({ ok: false, code: 'wrong_code' })
  expect(first.session()).toBeNull()
  expect(await first.setUp({ ...request, code: server.setupCode ?? '' })).toMatchObject({ ok: true })
  expect(first.session()).toMatchObject({
    user: { username: 'ines', isSuperuser: true },
    server: { name: 'Labo' }
  })
  await first.sync?.send(1, 'salut')
  first.stop()

  const again = openAccounts(folder)
  expect(again.restore()).toBe(server.url)
  expect(again.session()?.room.name).toBe('Général')
  expect((await again.sync?.page(1, null))?.messages.map(({ body }) => body)).toEqual(['salut'])
  const [account] = readdirSync(join(folder, 'accounts'))
  const files = join(folder, 'accounts', account ?? '')
  expect(statSync(join(files, 'token')).mode & 0o777).toBe(0o600)
  expect(statSync(files).mode & 0o777).toBe(0o700)

  await again.signOut()
  expect(again.session()).toBeNull()
  expect(existsSync(files)).toBe(false)
  const last = openAccounts(folder)
  expect(last.restore()).toBeNull()
})

it('signs in, refuses in the server’s words, and without "keep" only remembers the address', async () => {
  const server = await startServer()
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  const request = { ...ines, address: server.url, keep: false }
  await accounts.setUp({ ...request, code: server.setupCode ?? '' })
  expect(await accounts.signIn({ ...request, password: 'wrong' })).toEqual({
    ok: false,
    code: 'wrong_credentials'
  })
  expect(accounts.session(), 'a failed sign-in ends no session').not.toBeNull()
  expect(await accounts.signIn({ ...request, address: '127.0.0.1:1' })).toEqual({
    ok: false,
    code: 'unreachable'
  })
  accounts.stop()

  const again = openAccounts(folder)
  expect(again.restore()).toBe(server.url)
  expect(again.session()).toBeNull()
  expect(await again.signIn(request)).toMatchObject({ ok: true })
  expect(readdirSync(join(folder, 'accounts')), 'the same person has the same copy').toHaveLength(1)
})

it('leaves whoever is in where they are until the new account is in', async () => {
  const server = await startServer()
  const elsewhere = await startSilentServer()
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  await accounts.setUp({ ...ines, keep: false, address: server.url, code: server.setupCode ?? '' })
  expect(await accounts.signIn({ ...ines, address: elsewhere })).toEqual({ ok: false, code: 'unreachable' })
  expect(accounts.session()?.server.origin).toBe(server.url)
  expect(await accounts.sync?.send(1, 'still here')).toMatchObject({ ok: true })
  expect(readdirSync(join(folder, 'accounts'))).toHaveLength(1)
})

it('keeps a damaged copy aside and starts all the same', async () => {
  const server = await startServer()
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  await accounts.setUp({ ...ines, address: server.url, code: server.setupCode ?? '' })
  await accounts.sync?.send(1, 'on the server')
  await vi.waitFor(async () =>
    expect((await accounts.sync?.page(1, null))?.messages[0]?.placement).toBeTruthy()
  )
  accounts.stop()
  const files = join(folder, 'accounts', readdirSync(join(folder, 'accounts'))[0] ?? '')
  writeFileSync(join(files, 'account.sqlite'), 'no database'.repeat(1000))

  const again = openAccounts(folder)
  expect(again.restore()).toBe(server.url)
  await vi.waitFor(async () => expect((await again.sync?.page(1, null))?.messages).toHaveLength(1))
  expect(readdirSync(files).some((name) => name.startsWith('account.sqlite.damaged-'))).toBe(true)
})

it('lets one sign-in end before the next begins', async () => {
  const server = await startServer()
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  const request = { ...ines, address: server.url }
  await accounts.setUp({ ...request, code: server.setupCode ?? '' })
  const outcomes = await Promise.all([accounts.signIn(request), accounts.signOut(), accounts.signIn(request)])
  expect(outcomes).toEqual([ok({ kept: 'keyring' }), undefined, ok({ kept: 'keyring' })])
  expect(accounts.session()?.user.username).toBe('ines')
  expect(readdirSync(join(folder, 'accounts'))).toHaveLength(1)
})

it('opens from disk alone, and catches up when the server is there', async () => {
  const server = await startServer()
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  await accounts.setUp({ ...ines, address: server.url, code: server.setupCode ?? '' })
  accounts.stop()

  const offline = openAccounts(folder)
  offline.restore()
  await offline.sync?.send(1, 'typed before the first connection')
  expect((await offline.sync?.page(1, null))?.messages).toHaveLength(1)
  await vi.waitFor(async () => {
    const page = await offline.sync?.page(1, null)
    expect(page?.messages[0]?.delivery.state).toBe('sent')
  })
})

it('opens the copy while the keyring is locked, and connects once it is unlocked', async () => {
  const server = await startServer()
  const folder = temporaryFolder()
  const accounts = openAccounts(folder)
  await accounts.setUp({ ...ines, address: server.url, code: server.setupCode ?? '' })
  accounts.stop()

  const keyring = createFakeKeyring('locked')
  const again = openAccounts(folder, keyring)
  expect(again.restore()).toBe(server.url)
  expect(again.session()?.user.username).toBe('ines')
  await vi.waitFor(() => expect(again.session()?.connection.phase).toBe('locked'))
  keyring.state = 'open'
  again.sync?.retryConnection()
  await vi.waitFor(() => expect(again.session()?.connection.phase).toBe('online'))

  keyring.state = 'locked'
  await again.signOut()
  expect(again.session()).toBeNull()
})

it('hears the news that come while the keyring takes its time', async () => {
  const data = temporaryFolder()
  const server = await startServer(data)
  const folder = temporaryFolder()
  const first = openAccounts(folder)
  await first.setUp({ ...ines, address: server.url, code: server.setupCode ?? '' })
  await first.sync?.send(1, 'here')
  await vi.waitFor(async () => expect((await first.sync?.page(1, null))?.messages[0]?.placement).toBeTruthy())
  first.stop()
  await sendNotice(['--general', 'while away', '--data', data])

  const keyring = createFakeKeyring()
  const seal = keyring.seal.bind(keyring)
  keyring.seal = async (secret) => {
    await setTimeout(500)
    return seal(secret)
  }
  const again = openAccounts(folder, keyring)
  const told: News[] = []
  again.news.subscribe((one) => told.push(one))
  await again.signIn({ ...ines, address: server.url })
  await vi.waitFor(() =>
    expect(told).toMatchObject([{ notifications: [{ body: 'while away' }], isBacklog: true }])
  )
})

it('says where the session is kept, and keeps it later when it could not be kept at once', async () => {
  const server = await startServer()
  const folder = temporaryFolder()
  const keyring = createFakeKeyring('locked')
  const accounts = openAccounts(folder, keyring)
  const request = { ...ines, address: server.url }
  expect(await accounts.setUp({ ...request, code: server.setupCode ?? '' })).toEqual(ok({ kept: 'locked' }))
  expect(await accounts.keep()).toEqual(ok({ kept: 'locked' }))
  keyring.state = 'open'
  expect(await accounts.keep()).toEqual(ok({ kept: 'keyring' }))
  expect(await accounts.signIn({ ...request, keep: false })).toEqual(ok({ kept: 'no' }))
  keyring.state = 'absent'
  expect(await accounts.signIn(request)).toEqual(ok({ kept: 'file' }))
  keyring.state = 'locked'
  expect(await accounts.signIn(request)).toEqual(ok({ kept: 'locked' }))
  const again = openAccounts(folder, keyring)
  again.restore()
  expect(again.session(), 'nor is an earlier session kept').toBeNull()
  await accounts.signOut()
  expect(await accounts.keep()).toEqual({ ok: false, code: 'signed_out' })
})
