import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyEvent, FindProblem, FoundServer, Session, SignInProblem } from '../../shared/ipc/contract.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { Credentials, CredentialsProblem, ServerClient } from '../connection/http.ts'
import { openAccountStore, type AccountStore } from '../store/account-store.ts'
import type { Account, AppStore } from '../store/app-store.ts'
import { isDamaged, isDiskError, setAside } from '../store/database.ts'
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
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { appStore, client, clock, log } = deps
  const events = createEmitter<AnyEvent>()
  const changes = createEmitter<undefined>()
  const running = new Set<OpenAccount>()
  /** The one of them that the page shows. */
  let shown: OpenAccount | null = null
  let stopTelling: Unsubscribe = () => undefined

  const folderOf = (account: Account): string => join(deps.folder, account.id)
  const tokenFileOf = (account: Account): TokenFile => createTokenFile(join(folderOf(account), 'token'))

  /** A damaged copy is kept aside, and a new one filled from the server: it must not lock anybody out. */
  const openStore = (file: string): AccountStore => {
    try {
      return openAccountStore(file)
    } catch (error) {
      if (!isDamaged(error)) throw error
      log.error('account.set_aside', { reason: String(error) })
      setAside(file, `damaged-${clock.now()}`)
      return openAccountStore(file)
    }
  }
  const open = (account: Account, token: string): OpenAccount => {
    mkdirSync(folderOf(account), { recursive: true, mode: 0o700 })
    const store = openStore(join(folderOf(account), 'account.sqlite'))
    const sync = deps.createAccountSync(store, account.origin, token)
    const opened = { account, token, store, sync }
    running.add(opened)
    sync.start()
    return opened
  }
  const close = (opened: OpenAccount): void => {
    running.delete(opened)
    opened.sync.stop()
    opened.store.close()
  }
  /** Puts an account, or none, in the place of the one that was shown. */
  const show = (next: OpenAccount | null): void => {
    stopTelling()
    if (shown) close(shown)
    shown = next
    const stops = next && [
      next.sync.events.subscribe(events.emit),
      next.sync.profileChanges.subscribe(changes.emit)
    ]
    stopTelling = () => stops?.forEach((stop) => stop())
    changes.emit(undefined)
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
    const known = appStore.accounts().find((one) => one.origin === origin && one.userId === user.id)
    const account = known ?? { id: deps.newId(), origin, userId: user.id }
    let entering: OpenAccount | null = null
    const discard = (): void => {
      if (entering) close(entering)
      if (!known) rmSync(folderOf(account), { recursive: true, force: true })
    }
    try {
      entering = open(account, token)
      // Whoever is in stays in until the new one is.
      if (await greeted(entering.sync)) {
        if (!known) appStore.addAccount(account, clock.now())
        appStore.setSetting('account', account.id)
        if (keep) tokenFileOf(account).write(token)
        else tokenFileOf(account).remove()
        show(entering)
        return ok()
      }
    } catch (error) {
      log.error('account.not_opened', { reason: String(error) })
      discard()
      return fail(isDiskError(error) ? 'disk' : 'internal')
    }
    discard()
    return fail('unreachable')
  }
  const leave = async (): Promise<void> => {
    if (!shown) return
    const { account, token } = shown
    show(null)
    // The row last: by it a later start finds what a crash in between has left.
    rmSync(folderOf(account), { recursive: true, force: true })
    appStore.removeAccount(account.id)
    // The person is out whatever the server says; a token that outlives them there is worth a line.
    void client.logout(account.origin, token).then((isRevoked) => {
      if (!isRevoked) log.warn('account.token_not_revoked')
    })
  }

  return {
    get sync() {
      return shown?.sync ?? null
    },
    session: () => shown && sessionOf(shown),
    events,
    changes,
    restore() {
      const account = appStore.accounts().find(({ id }) => id === appStore.setting('account'))
      if (!account) return null
      const token = tokenFileOf(account).read()
      try {
        if (token !== null) show(open(account, token))
      } catch (error) {
        // The program opens without it; a new sign-in says what is wrong.
        log.error('account.not_opened', { reason: String(error) })
      }
      return account.origin
    },
    find: client.find,
    signIn: ({ username, password, ...request }) =>
      inTurn(() => enter(request, (origin) => client.login(origin, { username, password }))),
    setUp: ({ code, username, password, ...request }) =>
      inTurn(() => enter(request, (origin) => client.setUp(origin, { code, username, password }))),
    signOut: () => inTurn(leave),
    stop() {
      stopTelling()
      running.forEach(close)
    }
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
