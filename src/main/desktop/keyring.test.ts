import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Variant } from '@jellybrick/dbus-next'
import { expect, it, onTestFinished } from 'vitest'
import type { Clock } from '../../shared/std/clock.ts'
import { createTurnedClock, type TurnedClock } from '../../shared/testkit/turned-clock.ts'
import type { Keyring } from '../session/keyring.ts'
import { serve, startBus, type Answering, type TestBus } from '../testkit/dbus.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { createKeyring, type SafeStorage } from './keyring.ts'
import { createSessionBus } from './session-bus.ts'

const COLLECTION = '/org/freedesktop/secrets/collection/login'
const KEY = `${COLLECTION}/2`
const SECRETS = 'org.freedesktop.secrets'

/** A keeper of secrets that seals with a prefix, and says whether anything was asked of it that can hang. */
interface FakeStorage extends SafeStorage {
  touched: number
}

function createStorage(backend: string, isAvailable = true): FakeStorage {
  return {
    touched: 0,
    isEncryptionAvailable() {
      this.touched++
      return isAvailable
    },
    encryptString(text) {
      this.touched++
      return Buffer.from(`v11${text}`)
    },
    decryptString(sealed) {
      this.touched++
      const text = sealed.toString()
      if (!text.startsWith('v11')) throw new Error('Error while decrypting the ciphertext')
      return text.slice(3)
    },
    getSelectedStorageBackend: () => backend
  }
}

interface Opened {
  readonly keyring: Keyring
  readonly storage: FakeStorage
}

interface Options {
  readonly clock?: Clock
  readonly platform?: NodeJS.Platform
  readonly isAvailable?: boolean
}

function open(address: string | null, backend: string, options: Options = {}): Opened {
  const bus = createSessionBus(address, options.clock ?? createTurnedClock())
  onTestFinished(bus.close)
  const storage = createStorage(backend, options.isAvailable)
  const platform = options.platform ?? 'linux'
  return { keyring: createKeyring({ safeStorage: storage, bus, platform, application: 'Causerie' }), storage }
}

/** A bus that can start one service by a command, and nothing that is installed here. */
async function startLonelyBus(name = 'org.example.None', command = '/bin/false'): Promise<TestBus> {
  const folder = temporaryFolder()
  const file = join(folder, 'session.conf')
  writeFileSync(join(folder, `${name}.service`), `[D-BUS Service]\nName=${name}\nExec=${command}\n`)
  writeFileSync(
    file,
    `<busconfig><type>session</type><listen>unix:dir=${folder}</listen><servicedir>${folder}</servicedir>` +
      '<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>' +
      '<allow own="*"/></policy></busconfig>'
  )
  return startBus(`--config-file=${file}`)
}

/** A Secret Service whose default collection is unlocked and holds the app's key. */
const unlocked: Readonly<Record<string, Answering>> = {
  ReadAlias: ({ body }) => ['o', [body[0] === 'default' ? COLLECTION : '/']],
  Get: ({ path, body }) => ['v', [new Variant('b', path !== COLLECTION || body[1] !== 'Locked')]],
  SearchItems: () => ['aoao', [[KEY], []]]
}

/** A wallet service whose network wallet is open. */
const openWallet: Readonly<Record<string, Answering>> = {
  isEnabled: () => ['b', [true]],
  networkWallet: () => ['s', ['kdewallet']],
  isOpen: ({ body }) => ['b', [body[0] === 'kdewallet']],
  wallets: () => ['as', [['kdewallet']]]
}

/** Hears a question, says nothing, and lets the time go by that there is for an answer. */
function silence(clock: TurnedClock): Answering {
  return () => {
    setImmediate(() => clock.turn(2_000))
    return null
  }
}

async function expectUntouched({ keyring, storage }: Opened, code: 'absent' | 'locked'): Promise<void> {
  expect(await keyring.seal('a-token')).toEqual({ ok: false, code })
  expect(await keyring.unseal(Buffer.from('v11a-token'))).toEqual({ ok: false, code })
  expect(storage.touched).toBe(0)
}

async function expectSealing({ keyring }: Opened): Promise<void> {
  expect(await keyring.seal('a-token')).toEqual({ ok: true, value: Buffer.from('v11a-token') })
  expect(await keyring.unseal(Buffer.from('v11a-token'))).toEqual({ ok: true, value: 'a-token' })
}

it('seals and unseals with an unlocked Secret Service', async () => {
  const bus = await startLonelyBus()
  const service = await serve(bus, SECRETS, unlocked)
  const opened = open(bus.address, 'gnome_libsecret')
  await expectSealing(opened)
  expect(service.calls.find(({ member }) => member === 'SearchItems')?.body).toEqual([
    { application: 'Causerie' }
  ])
  expect(await opened.keyring.unseal(Buffer.from('of another keyring'))).toEqual({
    ok: false,
    code: 'unreadable'
  })
})

it('asks anew each time, for a keyring can be locked while the app runs', async () => {
  const bus = await startLonelyBus()
  let isLocked = false
  await serve(bus, SECRETS, { ...unlocked, Get: () => ['v', [new Variant('b', isLocked)]] })
  const opened = open(bus.address, 'gnome_libsecret')
  await expectSealing(opened)
  isLocked = true
  opened.storage.touched = 0
  await expectUntouched(opened, 'locked')
})

it.each<[string, 'absent' | 'locked', Record<string, Answering>]>([
  ['has no collection yet', 'absent', { ReadAlias: () => ['o', ['/']] }],
  ['answers what cannot be', 'absent', { ReadAlias: () => ['s', ['no path']] }],
  ['keeps the key in another, locked collection', 'locked', { SearchItems: () => ['aoao', [[], [KEY]]] }]
])('does not touch a Secret Service that %s', async (_, code, methods) => {
  const bus = await startLonelyBus()
  await serve(bus, SECRETS, { ...unlocked, ...methods })
  await expectUntouched(open(bus.address, 'gnome_libsecret'), code)
})

it('uses a key that is unlocked, and a collection that holds none yet', async () => {
  const bus = await startLonelyBus()
  let found: unknown[] = [[KEY], [KEY]]
  await serve(bus, SECRETS, { ...unlocked, SearchItems: () => ['aoao', found] })
  const opened = open(bus.address, 'gnome_libsecret')
  await expectSealing(opened)
  found = [[], []]
  await expectSealing(opened)
})

it('takes a service that says nothing for a locked one', async () => {
  const bus = await startLonelyBus()
  const clock = createTurnedClock()
  await serve(bus, SECRETS, { ...unlocked, Get: silence(clock) })
  await expectUntouched(open(bus.address, 'gnome_libsecret', { clock }), 'locked')
})

it('finds no keyring where the bus has none, or cannot start it', async () => {
  await expectUntouched(open((await startLonelyBus()).address, 'gnome_libsecret'), 'absent')
  const failing = await startLonelyBus(SECRETS, '/bin/false')
  await expectUntouched(open(failing.address, 'gnome_libsecret'), 'absent')
})

it('finds no keyring without a bus, nor where Chromium would keep its key in a file', async () => {
  await expectUntouched(open(null, 'gnome_libsecret'), 'absent')
  await expectUntouched(open(null, 'kwallet6'), 'absent')
  const bus = await startLonelyBus()
  await serve(bus, SECRETS, unlocked)
  await expectUntouched(open(bus.address, 'basic_text'), 'absent')
  await expectUntouched(open(bus.address, 'unknown'), 'absent')
})

it.each([
  ['kwallet5', 'org.kde.kwalletd5', '/modules/kwalletd5'],
  ['kwallet6', 'org.kde.kwalletd6', '/modules/kwalletd6']
])('seals and unseals with an open wallet of %s', async (backend, name, path) => {
  const bus = await startLonelyBus()
  const service = await serve(bus, name, openWallet)
  await expectSealing(open(bus.address, backend))
  expect(new Set(service.calls.map((call) => call.path))).toEqual(new Set([path]))
})

it.each<[string, 'absent' | 'locked', Record<string, Answering>]>([
  ['is closed', 'locked', { isOpen: () => ['b', [false]] }],
  ['was never made', 'absent', { isOpen: () => ['b', [false]], wallets: () => ['as', [[]]] }],
  ['is switched off', 'absent', { isEnabled: () => ['b', [false]] }]
])('does not touch a wallet that %s', async (_, code, methods) => {
  const bus = await startLonelyBus()
  await serve(bus, 'org.kde.kwalletd6', { ...openWallet, ...methods })
  await expectUntouched(open(bus.address, 'kwallet6'), code)
})

it('takes a wallet service that says nothing for a closed one', async () => {
  const bus = await startLonelyBus()
  const clock = createTurnedClock()
  await serve(bus, 'org.kde.kwalletd6', { ...openWallet, isOpen: silence(clock) })
  await expectUntouched(open(bus.address, 'kwallet6', { clock }), 'locked')
})

it('finds no wallet where only that of another KDE is there', async () => {
  const bus = await startLonelyBus()
  await serve(bus, 'org.kde.kwalletd5', openWallet)
  await expectUntouched(open(bus.address, 'kwallet6'), 'absent')
})

it('asks no bus on other systems, and believes Electron', async () => {
  await expectSealing(open(null, 'gnome_libsecret', { platform: 'darwin' }))
  const without = open(null, 'gnome_libsecret', { platform: 'win32', isAvailable: false })
  expect(await without.keyring.seal('a-token')).toEqual({ ok: false, code: 'absent' })
  expect(await without.keyring.unseal(Buffer.from('v11a-token'))).toEqual({ ok: false, code: 'absent' })
})
