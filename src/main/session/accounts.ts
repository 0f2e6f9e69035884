import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type {
  AnyEvent,
  FindProblem,
  FoundServer,
  Session,
  SignedIn,
  SignInProblem,
  Throttled
} from '../../shared/ipc/contract.ts'
import type { CopySize } from '../../shared/ipc/facts.ts'
import { UNKNOWN_USER } from '../../shared/model/user.ts'
import { completeProfile } from '../../shared/protocol/profile.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { AskToken } from '../connection/connection.ts'
import type { ServerClient } from '../connection/http.ts'
import { serverName, type ProfileClient } from '../connection/level-0/profile-client.ts'
import { forgetMessagesOf, type AccountStore } from '../store/account-store.ts'
import type { Account, AppStore } from '../store/app-store.ts'
import { fileBytes, isDiskError } from '../store/database.ts'
import type { News } from '../sync/news.ts'
import type { Sync } from '../sync/sync.ts'
import { createEntrance, type Entrance, type Entry, type EntryAnswer, type SignIn } from './entrance.ts'
import type { Keyring } from './keyring.ts'
import { isCauserie, knownAccount, profiledAccount } from './known-accounts.ts'
import { firstConnection, openCopy, sessionOf, type OpenAccount } from './opened-account.ts'
import { createSecret, type Secret } from './secret.ts'
import { createTokenVault, type TokenVault } from './token-vault.ts'

/** Which account is open, and how one gets in and out. */
export interface Accounts {
  /** The open account's engine; null: nobody is signed in. */
  readonly sync: Sync | null
  session(): Session | null
  /** The account of the last run, or the one that has come since; null: there is none. */
  last(): Account | null
  /** Events of the open account. */
  readonly events: Signal<AnyEvent>
  /** `session` has changed by more than the events say. */
  readonly changes: Signal<undefined>
  /** What others sent to the open account. */
  readonly news: Signal<News>
  /** Opens the account of the last run, from disk alone. Its origin is the answer where it needs a new sign-in. */
  restore(): string | null
  find(address: string): Promise<Result<FoundServer, FindProblem>>
  findLocal(): Promise<FoundServer | null>
  signIn(request: SignIn): Promise<SignInResult>
  setUp(request: Parameters<Entrance['setUp']>[0]): Promise<SignInResult>
  /** Enters with what a server has given already, and keeps it for the next start. */
  enterAs(entry: Entry): Promise<SignInResult>
  /** Has an account follow its server to another address. */
  move(id: string, origin: string): Promise<void>
  /** Notes that the person was told what the open account's server cannot do. */
  setExplained(): void
  /** Tries again to keep the session for the next start. */
  keep(): Promise<Result<SignedIn, 'signed_out'>>
  /** Where the session is kept for the next start. */
  kept(): Result<{ kept: 'keyring' | 'file' | 'no' }, 'signed_out'>
  /** How much the open account's copy holds, and its bytes on disk. */
  copySize(): Omit<CopySize, 'logBytes'> | null
  /** Forgets the messages that the server of the open account can say again; what was typed here stays. */
  clearCopy(): Promise<Result<undefined, ClearProblem>>
  /** Messages of the open account that have not left yet. */
  unsentCount(): number
  /** Ends the session at the server and removes the copy from this computer. */
  signOut(): Promise<void>
  stop(): void
}

type ClearProblem = 'signed_out' | 'offline' | 'no_history' | 'disk'
type SignInResult = Result<SignedIn, SignInProblem> | Throttled

export interface AccountsDeps {
  readonly appStore: AppStore
  /** Holds one folder for each account. */
  readonly folder: string
  readonly client: ServerClient
  readonly profileClient: ProfileClient
  readonly clock: Clock
  readonly newId: () => string
  readonly createAccountSync: (store: AccountStore, account: Account, secret: Secret) => Sync
  readonly keyring: Keyring
  readonly log: Log
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { appStore, client, clock, log } = deps
  const entrance = createEntrance(deps)
  const events = createEmitter<AnyEvent>()
  const news = createEmitter<News>()
  const changes = createEmitter<undefined>()
  const running = new Set<OpenAccount>()
  /** The one of them that the page shows. */
  let shown: OpenAccount | null = null
  let stopTelling: Unsubscribe = () => undefined

  const folderOf = (account: Account): string => join(deps.folder, account.id)
  const fileOf = (account: Account): string => join(folderOf(account), 'account.sqlite')
  const vaultOf = (account: Account): TokenVault =>
    createTokenVault(join(folderOf(account), 'token'), deps.keyring)

  const open = (account: Account, ask: AskToken): OpenAccount => {
    mkdirSync(folderOf(account), { recursive: true, mode: 0o700 })
    const store = openCopy(fileOf(account), deps)
    const isRunning = (): boolean => running.has(opened)
    const secret = createSecret({ ask, vault: vaultOf(account), isRunning, inTurn, log })
    const sync = deps.createAccountSync(store, account, secret)
    const opened: OpenAccount = { account, secret, store, sync }
    running.add(opened)
    sync.profileChanges.subscribe(() => noteIdentity(opened))
    sync.start()
    return opened
  }
  /** A server may say only later who the person is. */
  const noteIdentity = ({ account, sync }: OpenAccount): void => {
    const userId = sync.profile()?.user.id ?? UNKNOWN_USER
    if (account.userId === UNKNOWN_USER && userId !== UNKNOWN_USER)
      appStore.identifyAccount(account.id, userId)
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
      next.sync.news.subscribe(news.emit),
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
  const enter = async (keep: boolean, ask: () => Promise<EntryAnswer>): Promise<SignInResult> => {
    const entry = await ask()
    if (!entry.ok) return entry
    const { origin, profile, userId, username, secret } = entry.value
    const known = knownAccount(appStore, entry.value)
    const account = known ?? { id: deps.newId(), origin, userId, username, profile }
    let entering: OpenAccount | null = null
    const discard = <E extends SignInProblem>(code: E): { ok: false; code: E } => {
      if (entering) close(entering)
      if (!known) rmSync(folderOf(account), { recursive: true, force: true })
      void entrance.revoke(account, secret)
      return fail(code)
    }
    try {
      entering = open({ ...account, profile }, async () => ok(secret))
      // It is told once, and the keyring may take its time before anybody hears it.
      const early: News[] = []
      const stopGathering = entering.sync.news.subscribe((one) => early.push(one))
      // Whoever is in stays in until the new one is.
      const connected = await firstConnection(entering.sync)
      if (connected !== 'greeted') return discard(profile ? 'socket_refused' : connected)
      if (known) appStore.setProfile(account.id, profile)
      else appStore.addAccount(account, clock.now())
      noteIdentity(entering)
      appStore.setSetting('account', account.id)
      const kept = keep ? await vaultOf(account).write(secret) : 'no'
      // Nor is that of an earlier sign-in.
      if (kept === 'no' || kept === 'locked') vaultOf(account).remove()
      stopGathering()
      show(entering)
      early.forEach(news.emit)
      return ok({ kept })
    } catch (error) {
      log.error('account.not_opened', { reason: String(error) })
      return discard(isDiskError(error) ? 'disk' : 'internal')
    }
  }
  const leave = async (): Promise<void> => {
    if (!shown) return
    const { account, secret } = shown
    // Before its file goes.
    const token = await secret.ask()
    show(null)
    // The row last: by it a later start finds what a crash in between has left.
    rmSync(folderOf(account), { recursive: true, force: true })
    appStore.removeAccount(account.id)
    // The person is out whatever the server says; a token that outlives them there is worth a line.
    const revoked = token.ok ? entrance.revoke(account, token.value) : Promise.resolve(false)
    void revoked.then((isRevoked) => {
      if (!isRevoked) log.warn('account.token_not_revoked')
    })
  }
  /** Shows an account again that was closed for something; false: it could not be opened. */
  const reopen = (account: Account, ask: AskToken): boolean => {
    try {
      show(open(account, ask))
      return true
    } catch (error) {
      // As at a start that fails so: the page goes to the sign-in, which says what is wrong.
      log.error('account.not_opened', { reason: String(error) })
      show(null)
      return false
    }
  }
  const move = async (id: string, origin: string): Promise<void> => {
    appStore.moveAccount(id, origin)
    if (shown?.account.id !== id) return
    const { account, secret } = shown
    stopTelling()
    close(shown)
    shown = null
    reopen({ ...account, origin }, secret.ask)
  }
  const last = (): Account | null =>
    appStore.accounts().find(({ id }) => id === appStore.setting('account')) ?? null
  const clearCopy = async (): Promise<Result<undefined, ClearProblem>> => {
    if (!shown) return fail('signed_out')
    const { account, secret, sync } = shown
    // What is forgotten here must be there to be fetched again.
    if (sync.capabilities.history === 'none') return fail('no_history')
    if (sync.connection.phase !== 'online') return fail('offline')
    const roomId = sync.profile()?.rooms[0]?.id
    // Nobody is told before the copy is open again: to the page the account was never gone.
    stopTelling()
    close(shown)
    shown = null
    let outcome: Result<undefined, ClearProblem> = ok()
    try {
      forgetMessagesOf(fileOf(account))
    } catch (error) {
      // The copy is as it was.
      log.error('account.not_cleared', { reason: String(error) })
      outcome = fail('disk')
    }
    if (!reopen(account, secret.ask)) return fail('disk')
    const reset = { upserted: [], removed: [], users: [], reset: true }
    if (roomId !== undefined) events.emit({ name: 'messages.changed', value: { roomId, ...reset } })
    return outcome
  }
  const keepSession = async (): Promise<Result<SignedIn, 'signed_out'>> => {
    const token = await shown?.secret.ask()
    if (!shown || !token?.ok) return fail('signed_out')
    return ok({ kept: await vaultOf(shown.account).write(token.value) })
  }

  return {
    get sync() {
      return shown?.sync ?? null
    },
    last,
    session: () => shown && sessionOf(shown, appStore.isExplained(shown.account.id)),
    events,
    changes,
    news,
    restore() {
      const account = last()
      if (!account) return null
      const vault = vaultOf(account)
      try {
        if (vault.isFilled()) show(open(account, vault.read))
      } catch (error) {
        // The program opens without it; a new sign-in says what is wrong.
        log.error('account.not_opened', { reason: String(error) })
      }
      return account.origin
    },
    async find(address) {
      const known = profiledAccount(appStore, address)
      if (!known) return client.find(address)
      const { origin, profile } = known
      const name = serverName({ origin, profile: completeProfile(profile) })
      return ok({ origin, name, needsSetup: false })
    },
    findLocal: client.findLocal,
    setExplained() {
      if (!shown) return
      appStore.setExplained(shown.account.id)
      changes.emit(undefined)
    },
    keep: () => inTurn(keepSession),
    kept: () => (shown ? ok({ kept: vaultOf(shown.account).place() }) : fail('signed_out')),
    copySize: () =>
      shown && {
        messages: shown.store.messages.countPlaced(),
        notifications: shown.store.notifications.count(),
        copyBytes: fileBytes(fileOf(shown.account))
      },
    clearCopy: () => inTurn(clearCopy),
    unsentCount: () => shown?.sync.unsentCount() ?? 0,
    signIn: (request) =>
      inTurn(() =>
        enter(request.keep, async () => {
          const profile = request.profile ?? profiledAccount(appStore, request.address)?.profile ?? null
          if (profile && isCauserie(appStore, request.address)) return fail('was_causerie')
          return entrance.signIn({ ...request, profile })
        })
      ),
    setUp: (request) => inTurn(() => enter(request.keep, () => entrance.setUp(request))),
    enterAs: (entry) => inTurn(() => enter(true, async () => ok(entry))),
    move: (id, origin) => inTurn(() => move(id, origin)),
    signOut: () => inTurn(leave),
    stop() {
      stopTelling()
      running.forEach(close)
    }
  }
}
