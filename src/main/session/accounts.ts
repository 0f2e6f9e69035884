import { rmSync } from 'node:fs'
import type {
  AnyEvent,
  FindProblem,
  FoundServer,
  Session,
  SignedIn,
  SignInProblem,
  Throttled,
  UnopenedAccount
} from '../../shared/ipc/contract.ts'
import type { CopySize } from '../../shared/ipc/facts.ts'
import { completeProfile } from '../../shared/protocol/profile.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Signal } from '../../shared/std/signal.ts'
import type { ServerClient } from '../connection/http.ts'
import { serverName, type ProfileClient } from '../connection/level-0/profile-client.ts'
import { forgetMessagesOf, type AccountStore } from '../store/account-store.ts'
import { DAMAGED_FILE, type Account, type AppStore } from '../store/app-store.ts'
import { isDiskError, NewerSchemaError } from '../store/database-faults.ts'
import { fileBytes } from '../store/database-files.ts'
import type { News } from '../sync/news.ts'
import type { Sync } from '../sync/sync.ts'
import { createAccountCards } from './account-cards.ts'
import { accountFiles, type AccountFiles } from './account-files.ts'
import { createEntrance, type Entrance, type Entry, type EntryAnswer, type SignIn } from './entrance.ts'
import type { Keyring } from './keyring.ts'
import { isCauserie, knownAccount, profiledAccount } from './known-accounts.ts'
import { firstConnection, sessionOf, type OpenAccount } from './opened-account.ts'
import type { Secret } from './secret.ts'
import { createStage } from './stage.ts'
import { createTurns } from './turns.ts'

/** Which account is open, and how one gets in and out. */
export interface Accounts {
  /** The open account's engine; null: nobody is signed in. */
  readonly sync: Sync | null
  session(): Session | null
  /** Why an account that was to be open is not, while nobody is signed in. */
  readonly unopened: UnopenedAccount | null
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
  /** One coming or going at a time: two at once would open one account in the other's place. */
  const inTurn = createTurns()
  const stage = createStage({ ...deps, inTurn })
  const cards = createAccountCards(deps)
  const { open, close, show } = stage
  const filesOf = (account: Account): AccountFiles => accountFiles(account, deps)

  const enter = async (keep: boolean, ask: () => Promise<EntryAnswer>): Promise<SignInResult> => {
    const entry = await ask()
    if (!entry.ok) return entry
    const { origin, profile, userId, username, secret } = entry.value
    const known = knownAccount(appStore, entry.value)
    const account = known ?? { id: deps.newId(), origin, userId, username, profile }
    let entering: OpenAccount | null = null
    const discard = <E extends SignInProblem>(code: E): { ok: false; code: E } => {
      if (entering) close(entering)
      if (!known) rmSync(filesOf(account).folder, { recursive: true, force: true })
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
      stage.noteIdentity(entering)
      cards.write()
      appStore.setSetting('account', account.id)
      const { vault } = filesOf(account)
      const kept = keep ? await vault.write(secret) : 'no'
      // Nor is that of an earlier sign-in.
      if (kept === 'no' || kept === 'locked') vault.remove()
      stopGathering()
      show(entering, early)
      return ok({ kept })
    } catch (error) {
      log.error('account.not_opened', { reason: String(error) })
      if (error instanceof NewerSchemaError) return discard('newer')
      return discard(isDiskError(error) ? 'disk' : 'internal')
    }
  }
  const leave = async (): Promise<void> => {
    if (!stage.shown) return
    const { account, secret } = stage.shown
    // Before its file goes.
    const token = await secret.ask()
    show(null)
    // The row last: by it a later start finds what a crash in between has left.
    rmSync(filesOf(account).folder, { recursive: true, force: true })
    appStore.removeAccount(account.id)
    // The person is out whatever the server says; a token that outlives them there is worth a line.
    const revoked = token.ok ? entrance.revoke(account, token.value) : Promise.resolve(false)
    void revoked.then((isRevoked) => {
      if (!isRevoked) log.warn('account.token_not_revoked')
    })
  }
  const move = async (id: string, origin: string): Promise<void> => {
    appStore.moveAccount(id, origin)
    cards.write()
    const { shown } = stage
    if (shown?.account.id === id) stage.reopen(() => ({ ...shown.account, origin }))
  }
  /** Where the settings were lost it is one that can be opened, if there is any. */
  const last = (): Account | null => {
    const accounts = appStore.accounts()
    const chosen = appStore.setting('account')
    if (chosen !== null) return accounts.find(({ id }) => id === chosen) ?? null
    return accounts.find((account) => filesOf(account).vault.isFilled()) ?? accounts[0] ?? null
  }
  /** The person is told in the account that they see first. */
  const tellOfDamage = (): void => {
    const file = appStore.setting(DAMAGED_FILE)
    if (!file || !stage.shown) return
    const { store } = stage.shown
    try {
      store.transaction(() => store.incidents.add({ kind: 'settings-rebuilt', file }, clock.now()))
      appStore.setSetting(DAMAGED_FILE, '')
    } catch (error) {
      log.error('account.not_told', { reason: String(error) })
    }
  }
  stage.changes.subscribe(tellOfDamage)
  const clearCopy = async (): Promise<Result<undefined, ClearProblem>> => {
    if (!stage.shown) return fail('signed_out')
    const { account, sync } = stage.shown
    // What is forgotten here must be there to be fetched again.
    if (sync.capabilities.history === 'none') return fail('no_history')
    if (sync.connection.phase !== 'online') return fail('offline')
    let outcome: Result<undefined, ClearProblem> = ok()
    const isShown = stage.reopen(() => {
      try {
        forgetMessagesOf(filesOf(account).copy)
      } catch (error) {
        // The copy is as it was.
        log.error('account.not_cleared', { reason: String(error) })
        outcome = fail('disk')
      }
    })
    if (!isShown) return fail('disk')
    stage.tellAnew()
    return outcome
  }
  const keepSession = async (): Promise<Result<SignedIn, 'signed_out'>> => {
    const token = await stage.shown?.secret.ask()
    if (!stage.shown || !token?.ok) return fail('signed_out')
    return ok({ kept: await filesOf(stage.shown.account).vault.write(token.value) })
  }

  return {
    get sync() {
      return stage.shown?.sync ?? null
    },
    last,
    session() {
      const { shown } = stage
      return shown && sessionOf(shown, appStore.isExplained(shown.account.id))
    },
    get unopened() {
      return stage.unopened
    },
    events: stage.events,
    changes: stage.changes,
    news: stage.news,
    restore() {
      cards.findLost()
      cards.write()
      const account = last()
      if (!account) return null
      const { vault } = filesOf(account)
      if (vault.isFilled()) stage.tryToShow(account, vault.read)
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
      if (stage.shown) appStore.setExplained(stage.shown.account.id)
      stage.changes.emit(undefined)
    },
    keep: () => inTurn(keepSession),
    kept: () => (stage.shown ? ok({ kept: filesOf(stage.shown.account).vault.place() }) : fail('signed_out')),
    copySize() {
      const { shown } = stage
      return (
        shown && {
          messages: shown.store.messages.countPlaced(),
          notifications: shown.store.notifications.count(),
          copyBytes: fileBytes(filesOf(shown.account).copy)
        }
      )
    },
    clearCopy: () => inTurn(clearCopy),
    unsentCount: () => stage.shown?.sync.unsentCount() ?? 0,
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
    stop: stage.stop
  }
}
