import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyEvent, FindProblem, FoundServer, Session, SignInProblem } from '../../shared/ipc/contract.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { Credentials, CredentialsProblem, ServerClient } from '../connection/http.ts'
import { openAccountStore, type AccountStore } from '../store/account-store.ts'
import type { Account, AppStore } from '../store/app-store.ts'
import { isDiskError } from '../store/database.ts'
import type { Sync } from '../sync/sync.ts'
import { createTokenFile, type TokenFile } from './token-file.ts'

/** Which account is open, and how one gets in and out. */
export interface Accounts {
  /** The open account's engine; null: nobody is signed in. */
  readonly sync: Sync | null
  session(): Session | null
  /** Events of the open account. */
  readonly events: Signal<AnyEvent>
  /** `session` has changed by more than the events say. */
  readonly changes: Signal<undefined>
  /** Opens the account of the last run, from disk alone. Its origin is the answer where it needs a new sign-in. */
  restore(): string | null
  find(address: string): Promise<Result<FoundServer, FindProblem>>
  signIn(request: SignIn): Promise<Result<undefined, SignInProblem>>
  setUp(request: SignIn & { code: string }): Promise<Result<undefined, SignInProblem>>
  /** Ends the session at the server and removes the copy from this computer. */
  signOut(): Promise<void>
  stop(): void
}

export interface SignIn {
  readonly address: string
  readonly username: string
  readonly password: string
  /** Keep the session for the next start. */
  readonly keep: boolean
}

export interface AccountsDeps {
  readonly appStore: AppStore
  /** Holds one folder for each account. */
  readonly folder: string
  readonly client: ServerClient
  readonly clock: Clock
  readonly newId: () => string
  readonly createAccountSync: (store: AccountStore, origin: string, token: string) => Sync
  readonly log: Log
}

interface OpenAccount {
  readonly account: Account
  readonly token: string
  readonly store: AccountStore
  readonly sync: Sync
  readonly unsubscribe: () => void
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { appStore, client, clock, log } = deps
  const events = createEmitter<AnyEvent>()
  const changes = createEmitter<undefined>()
  let opened: OpenAccount | null = null

  const folderOf = (account: Account): string => join(deps.folder, account.id)
  const tokenFileOf = (account: Account): TokenFile => createTokenFile(join(folderOf(account), 'token'))

  const close = (): void => {
    opened?.unsubscribe()
    opened?.sync.stop()
    opened?.store.close()
    opened = null
  }
  const open = (account: Account, token: string): Sync => {
    mkdirSync(folderOf(account), { recursive: true, mode: 0o700 })
    const store = openAccountStore(join(folderOf(account), 'account.sqlite'))
    const sync = deps.createAccountSync(store, account.origin, token)
    const subscriptions = [sync.events.subscribe(events.emit), sync.profileChanges.subscribe(changes.emit)]
    const unsubscribe = (): void => subscriptions.forEach((end) => end())
    opened = { account, token, store, sync, unsubscribe }
    sync.start()
    return sync
  }
  const restore = (): string | null => {
    const account = appStore.accounts().find(({ id }) => id === appStore.setting('account'))
    if (!account) return null
    const token = tokenFileOf(account).read()
    if (token !== null) open(account, token)
    return account.origin
  }

  /** One coming or going at a time: two at once would open one account in the other's place. */
  let before: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const own = before.then(work, work)
    before = own
    return own
  }
  const enter = async (
    { address, keep }: Pick<SignIn, 'address' | 'keep'>,
    ask: (origin: string) => Promise<Result<Credentials, CredentialsProblem>>
  ): Promise<Result<undefined, SignInProblem>> => {
    const found = await client.find(address)
    if (!found.ok) return found
    const { origin } = found.value
    const asked = await ask(origin)
    if (!asked.ok) return asked
    const { token, user } = asked.value
    const known = appStore
      .accounts()
      .find((account) => account.origin === origin && account.userId === user.id)
    const account = known ?? { id: deps.newId(), origin, userId: user.id }
    try {
      close()
      if (!(await greeted(open(account, token)))) {
        close()
        if (!known) rmSync(folderOf(account), { recursive: true, force: true })
        restore()
        return fail('unreachable')
      }
      if (!known) appStore.addAccount(account, clock.now())
      appStore.setSetting('account', account.id)
      if (keep) tokenFileOf(account).write(token)
      else tokenFileOf(account).remove()
      return ok()
    } catch (error) {
      close()
      log.error('account.not_opened', { reason: String(error) })
      return fail(isDiskError(error) ? 'disk' : 'internal')
    } finally {
      changes.emit(undefined)
    }
  }

  const leave = async (): Promise<void> => {
    if (!opened) return
    const { account, token } = opened
    close()
    appStore.removeAccount(account.id)
    rmSync(folderOf(account), { recursive: true, force: true })
    changes.emit(undefined)
    // The person is out whatever the server says; a token that outlives them there is worth a line.
    void client.logout(account.origin, token).then((isRevoked) => {
      if (!isRevoked) log.warn('account.token_not_revoked')
    })
  }

  return {
    get sync() {
      return opened?.sync ?? null
    },
    session: () => opened && sessionOf(opened),
    events,
    changes,
    restore,
    find: client.find,
    signIn: ({ username, password, ...request }) =>
      inTurn(() => enter(request, (origin) => client.login(origin, { username, password }))),
    setUp: ({ code, username, password, ...request }) =>
      inTurn(() => enter(request, (origin) => client.setUp(origin, { code, username, password }))),
    signOut: () => inTurn(leave),
    stop: close
  }
}

/** True once the server has greeted; false when the first connection fails instead. */
function greeted(sync: Sync): Promise<boolean> {
  return new Promise((resolve) => {
    const subscriptions = [
      sync.profileChanges.subscribe(() => settle(true)),
      sync.events.subscribe((event) => {
        if (event.name !== 'connection.changed') return
        if (event.value.phase === 'waiting' || event.value.phase === 'signed-out') settle(false)
      })
    ]
    const settle = (isGreeted: boolean): void => {
      subscriptions.forEach((unsubscribe) => unsubscribe())
      resolve(isGreeted)
    }
  })
}

function sessionOf({ account, sync }: OpenAccount): Session | null {
  const profile = sync.profile()
  const room = profile?.rooms[0]
  if (!profile || !room) return null
  return {
    user: profile.user,
    server: { name: profile.identity.serverName, origin: account.origin },
    room,
    messageLimit: profile.identity.messageLimit,
    connection: sync.connection,
    people: sync.people
  }
}
