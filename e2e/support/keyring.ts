import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Variant } from '@jellybrick/dbus-next'
import { start } from '../../scripts/lib/programs.ts'
import { openService } from './bus-service.ts'

const SECRETS = { destination: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' }
const SERVICE = 'org.freedesktop.Secret.Service'
const COLLECTION = `${SECRETS.path}/collection/login`
const PASSWORD = 'password of the keyring'
const PATIENCE = 10_000

/** GNOME's keyring on a bus, with files of its own. A question for its password is put to nobody. */
export interface TestKeyring {
  lock(): Promise<void>
  unlock(): Promise<void>
  close(): Promise<void>
}

/** Starts it with an empty collection that is unlocked. */
export async function startKeyring(bus: Record<string, string>): Promise<TestKeyring> {
  const address = bus['DBUS_SESSION_BUS_ADDRESS'] ?? ''
  const home = mkdtempSync(join(tmpdir(), 'causerie-keyring-'))
  const places = { HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: join(home, 'data') }
  // Somebody who is asked for the password and does not answer, as nobody sits at this desktop.
  const person = await openService(address, 'org.gnome.keyring.SystemPrompter', ({ interface: name }) =>
    name === 'org.gnome.keyring.internal.Prompter' ? 'say nothing' : null
  )
  const args = ['--unlock', '--foreground', '--components=secrets']
  const daemon = start('gnome-keyring-daemon', args, {
    env: { ...bus, ...places },
    stdio: ['pipe', 'ignore', 'ignore']
  })
  daemon.child.stdin?.end(PASSWORD)
  const call = (name: string, member: string, signature: string, body: unknown[]) =>
    person.call({ ...SECRETS, interface: name, member, signature, body })
  const isThere = async (): Promise<boolean> => {
    const [found] = await person.call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'NameHasOwner',
      signature: 's',
      body: [SECRETS.destination]
    })
    return found === true
  }
  for (const began = Date.now(); !(await isThere()); await sleep(10))
    if (Date.now() - began > PATIENCE) throw new Error('the keyring did not start')

  return {
    async lock() {
      await call(SERVICE, 'Lock', 'ao', [[COLLECTION]])
    },
    async unlock() {
      const [, session] = await call(SERVICE, 'OpenSession', 'sv', ['plain', new Variant('s', '')])
      const secret = [session, Buffer.alloc(0), Buffer.from(PASSWORD), 'text/plain']
      // What the login manager itself calls; the public way asks a person.
      const internal = 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface'
      await call(internal, 'UnlockWithMasterPassword', 'o(oayays)', [COLLECTION, secret])
    },
    async close() {
      person.close()
      await daemon.stop()
      rmSync(home, { recursive: true, force: true })
    }
  }
}
