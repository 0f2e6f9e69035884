import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer as createNetServer } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createInAppServer } from '../../server/in-app/in-app-server.ts'
import { createServer } from '../../server/index.ts'
import { freePort } from '../../server/testkit/free-port.ts'
import { systemWorld } from '../../server/world.ts'
import { createSystemClock } from '../../shared/std/clock.ts'
import { createEmitter } from '../../shared/std/signal.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { openAccounts } from '../testkit/opened-accounts.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { createHosting } from './hosting.ts'
import { createLocalServer } from './local-server.ts'
import type { ServerProcess } from './server-process.ts'

const world = { ...systemWorld(), log: silentLog }

/** The real server, in the process of the test. */
function spawn(): ServerProcess {
  const reports = createEmitter<unknown>()
  const ends = createEmitter<undefined>()
  const end = (): void => void server.close().then(() => ends.emit(undefined))
  const server = createInAppServer({ world, report: reports.emit, end })
  return { reports, ends, send: (order) => void server.obey(order), kill: end }
}

/** What the program's settings remember. */
interface Memory {
  port: number | null
  accountId: string | null
}

/** A start of the program on a folder that a former start may have used. */
function openApp(folder: string, memory: Memory = { port: null, accountId: null }) {
  const accounts = openAccounts(folder)
  const localServer = createLocalServer({
    spawn,
    folder: join(folder, 'server'),
    memory: { port: () => memory.port, setPort: (port) => void (memory.port = port) },
    clock: createSystemClock(globalThis),
    random: Math.random,
    log: silentLog
  })
  const noting = {
    accountId: () => memory.accountId,
    setAccountId: (id: string) => void (memory.accountId = id)
  }
  const systemUser = (): string => 'Inès Belkacem'
  const hosting = createHosting({ localServer, accounts, systemUser, memory: noting })
  const quit = async (): Promise<void> => {
    hosting.stop()
    accounts.stop()
    await localServer.stop()
  }
  onTestFinished(quit)
  const bodies = async () => (await accounts.sync?.page(1, null))?.messages.map(({ body }) => body)
  const isPlaced = () =>
    vi.waitFor(async () =>
      expect((await accounts.sync?.page(1, null))?.messages.at(-1)?.placement).toBeTruthy()
    )
  return { accounts, localServer, hosting, noting, systemUser, quit, bodies, isPlaced }
}

it('signs the owner in, who is at home again after a start, a sign-out and a port that was taken', async () => {
  const folder = temporaryFolder()
  const port = await freePort()
  const memory: Memory = { port, accountId: null }
  const first = openApp(folder, memory)
  expect(await first.hosting.host()).toEqual({ ok: true, value: { kept: 'keyring' } })
  expect(first.accounts.session()?.user).toMatchObject({ username: 'Inès.Belkacem', isSuperuser: true })
  expect(first.localServer.state.steps.map(({ name }) => name)).toEqual(['database', 'listening', 'account'])
  expect(await first.hosting.host()).toEqual({ ok: false, code: 'signed_in' })
  expect(first.hosting.isOpen()).toBe(true)
  await first.accounts.sync?.send(1, 'at home')
  await first.isPlaced()
  await first.quit()

  const other = createNetServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const again = openApp(folder, memory)
  again.hosting.restore()
  expect(again.localServer.state.phase).toBe('starting')
  const before = again.accounts.restore()
  await vi.waitFor(() => expect(again.accounts.session()?.connection.phase).toBe('online'))
  expect(again.accounts.session()?.server.origin).toBe(again.localServer.state.origin)
  expect(again.localServer.state.origin).not.toBe(before)
  expect(await again.bodies()).toEqual(['at home'])

  await again.accounts.signOut()
  expect(await again.hosting.host()).toMatchObject({ ok: true })
  expect(again.accounts.session()?.user.username).toBe('Inès.Belkacem')
  await vi.waitFor(async () => expect(await again.bodies()).toEqual(['at home']))
})

it('lets in once whoever asks twice: a page that was loaded anew while it went on', async () => {
  const { hosting } = openApp(temporaryFolder())
  const answers = await Promise.all([hosting.host(), hosting.host()])
  expect(answers).toEqual([
    { ok: true, value: { kept: 'keyring' } },
    { ok: true, value: { kept: 'keyring' } }
  ])
})

it('lets its owner in again where the server no longer knows them', async () => {
  const folder = temporaryFolder()
  const memory: Memory = { port: null, accountId: null }
  const first = openApp(folder, memory)
  await first.hosting.host()
  await first.quit()
  rmSync(join(folder, 'server'), { recursive: true })

  const again = openApp(folder, memory)
  again.hosting.restore()
  again.accounts.restore()
  await vi.waitFor(() => expect(again.accounts.session()?.connection.phase).toBe('signed-out'))
  expect(await again.hosting.host()).toMatchObject({ ok: true })
  expect(again.accounts.session()?.connection.phase).toBe('online')
})

it('leaves an account alone whose server was found at the same address', async () => {
  const folder = temporaryFolder()
  const other = await createServer({ dataFolder: temporaryFolder(), port: 0, name: 'Labo' }, world)
  onTestFinished(() => other.close())
  const memory: Memory = { port: Number(new URL(other.url).port), accountId: 'of-another' }
  const app = openApp(folder, memory)
  const request = { address: other.url, username: 'tom', password: 'a long password', keep: true }
  await app.accounts.setUp({ ...request, code: other.setupCode ?? '' })
  app.hosting.restore()
  expect(app.localServer.state.phase).toBe('off')
  await app.localServer.start()
  expect(app.localServer.state.origin, 'its port is taken').not.toBe(other.url)
  expect(app.accounts.session()?.server.origin).toBe(other.url)
  expect(app.hosting.isOpen()).toBe(false)
  expect(memory.accountId).toBe('of-another')
})

it('says where the server runs instead, and that nobody is let in who is not its owner', async () => {
  const folder = temporaryFolder()
  const data = join(folder, 'server')
  const server = await createServer({ dataFolder: data, port: 0, name: 'Labo' }, world)
  await server.letIn('tom')
  const app = openApp(folder)
  app.hosting.restore()
  expect(app.localServer.state.phase, 'nobody has an account on it').toBe('off')
  expect(await app.hosting.host()).toEqual({ ok: false, code: 'elsewhere' })
  expect(app.localServer.state).toMatchObject({ phase: 'elsewhere', origin: server.url })
  await server.close()
  expect(await app.hosting.host()).toEqual({ ok: false, code: 'has_users' })
  expect(app.accounts.session()).toBeNull()
})

it('says why the server cannot run', async () => {
  const app = openApp(temporaryFolder())
  const failing = createHosting({
    ...app,
    memory: app.noting,
    localServer: {
      ...app.localServer,
      start: async () => ({ ...app.localServer.state, phase: 'failed', problem: 'disk' })
    }
  })
  onTestFinished(failing.stop)
  expect(await failing.host()).toEqual({ ok: false, code: 'disk' })
})
