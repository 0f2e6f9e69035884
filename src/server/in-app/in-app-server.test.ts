import { once } from 'node:events'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createNetServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ServerReport } from '../../shared/ipc/server-process.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { temporaryFolder } from '../../main/testkit/temporary.ts'
import { askToAddUser, askToAdminister } from '../control/client.ts'
import { dataFolderAt } from '../data-folder.ts'
import { createServer } from '../index.ts'
import { systemWorld } from '../world.ts'
import { faultOf } from './fault.ts'
import { createInAppServer } from './in-app-server.ts'

const world = { ...systemWorld(), log: silentLog }

/** A server's process without the process, which may be ended by what it is ordered. */
function open() {
  const reports: ServerReport[] = []
  const end = vi.fn<() => void>()
  const server = createInAppServer({ world, report: (report) => void reports.push(report), end })
  onTestFinished(() => server.close())
  const start = (folder: string, port: number | null = null) => server.obey({ order: 'start', folder, port })
  return { ...server, reports, end, start }
}

async function takenPort(): Promise<number> {
  const other = createNetServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  return (other.address() as AddressInfo).port
}

describe('a start', () => {
  it('reports the database that it makes and where it listens, and lets its owner in again and again', async () => {
    const folder = join(temporaryFolder(), 'server')
    const first = open()
    await first.start(folder)
    expect(first.reports).toEqual([
      { report: 'opened', isNew: true },
      { report: 'listening', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), name: 'Causerie' }
    ])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    await first.obey({ order: 'letIn', username: 'ines' })
    await first.obey({ order: 'letIn', username: 'Ines' })
    const [one, two] = first.reports.slice(2)
    expect(one).toMatchObject({ report: 'letIn', username: 'ines', userId: 1 })
    expect(two).toMatchObject({ report: 'letIn', username: 'ines', userId: 1 })
    await first.obey({ order: 'letIn', username: 'tom' })
    expect(first.reports.at(-1)).toEqual({ report: 'notLetIn' })
    await first.close()
    expect(existsSync(join(folder, 'causerie.db-wal')), 'the files are complete').toBe(false)

    const again = open()
    await again.start(folder)
    expect(again.reports[0]).toEqual({ report: 'opened', isNew: false })
    await again.obey({ order: 'letIn', username: 'ines' })
    expect(again.reports.at(-1)).toMatchObject({ report: 'letIn', userId: 1 })
  })

  it('takes the port of last time, and another where that is taken', async () => {
    const folder = temporaryFolder()
    const port = await takenPort()
    const server = open()
    await server.start(folder, port)
    expect(server.reports.map(({ report }) => report)).toEqual(['opened', 'listening'])
    expect(server.reports[1]).not.toMatchObject({ url: `http://127.0.0.1:${port}` })
  })

  it('says where the server is that runs on the folder already', async () => {
    const folder = temporaryFolder()
    const other = await createServer({ dataFolder: folder, port: 0, name: 'Labo' }, world)
    onTestFinished(() => other.close())
    const server = open()
    await server.start(folder)
    expect(server.reports).toEqual([{ report: 'elsewhere', url: other.url, name: 'Labo' }])
    expect(server.end).toHaveBeenCalledOnce()
  })

  it('fails where somebody who is no server has the folder', async () => {
    const folder = temporaryFolder()
    const lock = new Database(join(folder, 'lock'))
    onTestFinished(() => void lock.close())
    lock.exec('BEGIN EXCLUSIVE')
    writeFileSync(join(folder, 'causerie.db'), '')
    const server = open()
    await server.start(folder)
    expect(server.reports).toEqual([{ report: 'failed', fault: 'locked' }])
  })

  it('fails on a folder that cannot be one, and on what is no database', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const inFile = open()
    await inFile.start(join(folder, 'file'))
    expect(inFile.reports).toEqual([{ report: 'failed', fault: 'folder' }])
    expect(inFile.end).toHaveBeenCalledOnce()

    mkdirSync(join(folder, 'server'), { mode: 0o700 })
    writeFileSync(join(folder, 'server', 'causerie.db'), 'not a database, and long enough to be looked at')
    const onFile = open()
    await onFile.start(join(folder, 'server'))
    expect(onFile.reports).toEqual([{ report: 'failed', fault: 'folder' }])
  })

  it.skipIf(process.platform === 'win32')('fails on a path that is too long for its socket', async () => {
    const server = open()
    await server.start(join(temporaryFolder(), 'x'.repeat(100)))
    expect(server.reports).toEqual([{ report: 'failed', fault: 'path' }])
  })

  it('fails on the data of a newer program', async () => {
    const folder = temporaryFolder()
    const db = new Database(join(folder, 'causerie.db'))
    db.pragma('user_version = 999')
    db.close()
    const server = open()
    await server.start(folder)
    expect(server.reports).toEqual([{ report: 'failed', fault: 'newer' }])
  })
})

it('lets no ordinary user in without a password, and no superuser who was deactivated', async () => {
  const folder = temporaryFolder()
  const { control } = dataFolderAt(folder)
  const server = open()
  await server.start(folder)
  const profile = { password: 'a password', first_name: '', last_name: '' }
  await askToAddUser(control, { ...profile, username: 'ines', is_superuser: true })
  await askToAddUser(control, { ...profile, username: 'tom', is_superuser: false })
  await askToAddUser(control, { ...profile, username: 'zoe', is_superuser: true })
  await askToAdminister(control, { kind: 'deactivate', username: 'zoe', force: false })
  for (const username of ['tom', 'zoe', 'nobody', 'ines']) await server.obey({ order: 'letIn', username })
  expect(server.reports.slice(2).map(({ report }) => report)).toEqual([
    'notLetIn',
    'notLetIn',
    'notLetIn',
    'letIn'
  ])
})

it('leaves what is no order, and lets nobody in who does not run', async () => {
  const server = open()
  await server.obey({ order: 'dance' })
  await server.obey(null)
  expect(server.reports).toEqual([])
  await server.obey({ order: 'letIn', username: 'ines' })
  expect(server.reports).toEqual([{ report: 'notLetIn' }])
  await server.obey({ order: 'stop' })
  expect(server.end).toHaveBeenCalledOnce()
})

it('names a full disk, a port that is refused, and what it does not know', () => {
  const coded = (code: string): Error => Object.assign(new Error(code), { code })
  expect(faultOf(coded('ENOSPC'), false)).toBe('disk')
  expect(faultOf(coded('SQLITE_FULL'), true)).toBe('disk')
  expect(faultOf(coded('SQLITE_IOERR_SHMSIZE'), false)).toBe('disk')
  expect(faultOf(coded('SQLITE_READONLY'), false)).toBe('folder')
  expect(faultOf(coded('EACCES'), true)).toBe('port')
  expect(faultOf(coded('SQLITE_CORRUPT'), true)).toBe('internal')
  expect(faultOf(new Error('?'), false)).toBe('internal')
})
