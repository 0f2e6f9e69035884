import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { onTestFinished } from 'vitest'
import { createSystemClock } from '../../shared/std/clock.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { createConnection } from '../connection/connection.ts'
import { createServerClient } from '../connection/http.ts'
import { createProfileClient } from '../connection/level-0/profile-client.ts'
import { openSocket } from '../connection/socket.ts'
import { dialectOf } from '../session/account-dialect.ts'
import { createAccounts, type Accounts } from '../session/accounts.ts'
import { openAppStore } from '../store/app-store.ts'
import { createSync } from '../sync/sync.ts'
import { createFakeKeyring } from './fake-keyring.ts'

const clock = createSystemClock(globalThis)

/** What a start of the program has, on a folder that a former start may have used; `onOpen` may refuse an account. */
export function openAccounts(
  folder: string,
  keyring = createFakeKeyring(),
  onOpen = (): void => undefined
): Accounts {
  const appStore = openAppStore(join(folder, 'app.sqlite'))
  const client = createProfileClient({ fetch, openSocket, clock })
  const accounts = createAccounts({
    appStore,
    folder: join(folder, 'accounts'),
    client: createServerClient(fetch),
    profileClient: client,
    clock,
    newId: uuidv7,
    log: silentLog,
    keyring,
    createAccountSync: (store, account, secret) => {
      onOpen()
      const deps = { openSocket, clock, random: Math.random, log: silentLog, trace: () => undefined }
      const connection = createConnection(deps, dialectOf(account, secret, { client, log: silentLog }))
      return createSync({ store, connection, clock, newId: uuidv7, afterTurn: setImmediate, log: silentLog })
    }
  })
  onTestFinished(() => {
    accounts.stop()
    appStore.close()
  })
  return accounts
}
