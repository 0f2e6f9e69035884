import { Variant } from '@jellybrick/dbus-next'
import type { Result } from '../../shared/std/result.ts'
import type { KeyringProblem } from '../session/keyring.ts'
import type { BusProblem, SessionBus } from './session-bus.ts'

const SECRETS = { destination: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' }
const SERVICE = 'org.freedesktop.Secret.Service'
const COLLECTION = 'org.freedesktop.Secret.Collection'
const PROPERTIES = 'org.freedesktop.DBus.Properties'
/** The wallet service that Chromium uses with each of its backends, and where it answers. */
const WALLETS: Readonly<Record<string, { readonly destination: string; readonly path: string }>> = {
  kwallet: { destination: 'org.kde.kwalletd', path: '/modules/kwalletd' },
  kwallet5: { destination: 'org.kde.kwalletd5', path: '/modules/kwalletd5' },
  kwallet6: { destination: 'org.kde.kwalletd6', path: '/modules/kwalletd6' }
}

/**
 * Why Chromium's `backend` cannot be touched now without somebody being asked for a password, or for a new keyring;
 * null: it can. A service that is not running, but that the bus can start, is started by the first question to it.
 */
export async function findKeyringProblem(
  bus: SessionBus,
  backend: string,
  application: string
): Promise<KeyringProblem | null> {
  if (backend === 'gnome_libsecret') return findSecretServiceProblem(bus, application)
  const wallet = WALLETS[backend]
  return wallet ? findWalletProblem(bus, wallet) : 'absent'
}

async function findSecretServiceProblem(
  bus: SessionBus,
  application: string
): Promise<KeyringProblem | null> {
  const service = { ...SECRETS, interface: SERVICE }
  const alias = await bus.call({ ...service, member: 'ReadAlias', signature: 's', body: ['default'] })
  if (!alias.ok) return problemOf(alias)
  const path = String(alias.value[0])
  // There is no collection to keep a key in, and libsecret would ask for the password of a new one. Nobody could
  // unlock what was never made, so this is no keyring rather than a locked one.
  if (path === '/') return 'absent'
  const get = { ...SECRETS, path, interface: PROPERTIES, member: 'Get', signature: 'ss' }
  const locked = await bus.call({ ...get, body: [COLLECTION, 'Locked'] })
  if (!locked.ok) return problemOf(locked)
  const [property] = locked.value
  if (!(property instanceof Variant) || property.value !== false) return 'locked'
  // The key itself can lie in another collection, or its keeper may want a yes before it hands it out.
  const search = { ...service, member: 'SearchItems', signature: 'a{ss}', body: [{ application }] }
  const found = await bus.call(search)
  if (!found.ok) return problemOf(found)
  const [readable, unreadable] = found.value
  return isEmpty(readable) && !isEmpty(unreadable) ? 'locked' : null
}

async function findWalletProblem(
  bus: SessionBus,
  service: { readonly destination: string; readonly path: string }
): Promise<KeyringProblem | null> {
  const wallet = { ...service, interface: 'org.kde.KWallet' }
  const enabled = await bus.call({ ...wallet, member: 'isEnabled' })
  if (!enabled.ok) return problemOf(enabled)
  if (enabled.value[0] !== true) return 'absent'
  const name = await bus.call({ ...wallet, member: 'networkWallet' })
  if (!name.ok) return problemOf(name)
  const open = await bus.call({ ...wallet, member: 'isOpen', signature: 's', body: [name.value[0]] })
  if (!open.ok) return problemOf(open)
  if (open.value[0] === true) return null
  const wallets = await bus.call({ ...wallet, member: 'wallets' })
  if (!wallets.ok) return problemOf(wallets)
  const [names] = wallets.value
  // As above: what was never made cannot be unlocked.
  return Array.isArray(names) && names.includes(name.value[0]) ? 'locked' : 'absent'
}

/** Whoever says nothing may be waiting for a password. */
function problemOf({ code }: Extract<Result<unknown, BusProblem>, { ok: false }>): KeyringProblem {
  return code === 'silent' ? 'locked' : 'absent'
}

function isEmpty(list: unknown): boolean {
  return !Array.isArray(list) || list.length === 0
}
