import { mkdirSync } from 'node:fs'
import type { AnyEvent, UnopenedAccount } from '../../shared/ipc/contract.ts'
import { UNKNOWN_USER } from '../../shared/model/user.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { createEmitter, type Emitter, type Signal } from '../../shared/std/signal.ts'
import type { AskToken } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Account, AppStore } from '../store/app-store.ts'
import { isDamaged, openingProblemOf } from '../store/database-faults.ts'
import { putBack } from '../store/put-back.ts'
import type { News } from '../sync/news.ts'
import type { Sync } from '../sync/sync.ts'
import { accountFiles } from './account-files.ts'
import { watchCopy } from './copy-watch.ts'
import type { Keyring } from './keyring.ts'
import { openCopy, rebuildCopy, type OpenAccount } from './opened-account.ts'
import { createSecret, type Secret } from './secret.ts'
import type { InTurn } from './turns.ts'
import { createUnopened } from './unopened.ts'

/** The accounts that are open, and the one of them that the page shows. */
export interface Stage {
  readonly shown: OpenAccount | null
  /** Why an account that was to be shown is not, while none is; it is, as soon as it can be opened. */
  readonly unopened: UnopenedAccount | null
  /** Events of the shown account. */
  readonly events: Signal<AnyEvent>
  /** Another account is shown, or more of it has changed than its events say. */
  readonly changes: Emitter<undefined>
  /** What others sent to the shown account. */
  readonly news: Signal<News>
  /** Throws where its copy cannot be opened. */
  open(account: Account, ask: AskToken): OpenAccount
  close(opened: OpenAccount): void
  /** Puts an account, or none, in the place of the one that was shown. `early`: news from before it was. */
  show(next: OpenAccount | null, early?: readonly News[]): void
  /** Opens an account and shows it; false: it cannot be opened, and none is shown. */
  tryToShow(account: Account, ask: AskToken): boolean
  /**
   * Closes the shown account for some work on its files, then shows it again, or what the work makes of it: to the page
   * it was never gone. False as above, also where the work throws.
   */
  reopen(work: () => Account | void): boolean
  /** Has the page ask again for what it holds of the shown account. */
  tellAnew(): void
  /** Notes who the person of an account is, once its server has said so. */
  noteIdentity(opened: OpenAccount): void
  stop(): void
}

export interface StageDeps {
  readonly appStore: AppStore
  /** Holds one folder for each account. */
  readonly folder: string
  readonly clock: Clock
  readonly createAccountSync: (store: AccountStore, account: Account, secret: Secret) => Sync
  readonly keyring: Keyring
  readonly inTurn: InTurn
  readonly log: Log
}

export function createStage(deps: StageDeps): Stage {
  const { appStore, clock, inTurn, log } = deps
  const events = createEmitter<AnyEvent>()
  const news = createEmitter<News>()
  const changes = createEmitter<undefined>()
  const running = new Set<OpenAccount>()
  const unopened = createUnopened(clock)
  let shown: OpenAccount | null = null
  let stopTelling: Unsubscribe = () => undefined

  /** After what comes and goes, and after whatever has come upon the file's state. */
  const later = (work: () => void): void => {
    inTurn(async () => work()).catch((error: unknown) =>
      log.error('account.not_rescued', { reason: String(error) })
    )
  }
  const open = (account: Account, ask: AskToken): OpenAccount => {
    const { folder, copy } = accountFiles(account, deps)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const store = openCopy({ file: copy, account, clock, log })
    try {
      return run(account, store, ask)
    } catch (error) {
      store.close()
      throw error
    }
  }
  const run = (account: Account, store: AccountStore, ask: AskToken): OpenAccount => {
    const { vault } = accountFiles(account, deps)
    const secret = createSecret({ ask, vault, isRunning: () => running.has(opened), inTurn, log })
    // While nothing can be written nothing can be received either: the server keeps it.
    const askWhenWritable: AskToken = async () => {
      await watch.untilWritable()
      return secret.ask()
    }
    const sync = deps.createAccountSync(store, account, { ...secret, ask: askWhenWritable })
    const watch = watchCopy({
      file: store.file,
      clock,
      onDamaged: (error) => later(() => rebuild(opened, error)),
      onGone: () => later(() => rescueGone(opened))
    })
    const opened: OpenAccount = { account, secret, store, sync, watch }
    running.add(opened)
    sync.profileChanges.subscribe(() => noteIdentity(opened))
    store.file.problems.subscribe((problem) => {
      if (problem === null) sync.retryConnection()
    })
    sync.start()
    return opened
  }
  const noteIdentity = ({ account, sync }: OpenAccount): void => {
    const userId = sync.profile()?.user.id ?? UNKNOWN_USER
    if (account.userId === UNKNOWN_USER && userId !== UNKNOWN_USER)
      appStore.identifyAccount(account.id, userId)
  }
  /** Ends all that is done with a copy but the copy itself. */
  const silence = (opened: OpenAccount): void => {
    running.delete(opened)
    opened.watch.stop()
    opened.sync.stop()
  }
  /** A copy that is not at its path any more is put back there: it ends with its last handle. */
  const close = (opened: OpenAccount, isSaved = false): void => {
    const { copy } = accountFiles(opened.account, deps)
    const { store } = opened
    silence(opened)
    try {
      const isGone = !store.file.look()
      if (isGone && !isSaved) store.file.saveGone()
      store.close()
      if (isGone) putBack(copy, clock.now())
    } catch (error) {
      log.error('account.not_closed', { reason: String(error) })
    }
  }
  const put = (next: OpenAccount | null, early: readonly News[] = []): void => {
    stopTelling()
    if (shown) close(shown)
    shown = next
    if (next) unopened.clear()
    const stops = next && [
      next.sync.events.subscribe(events.emit),
      next.sync.news.subscribe(news.emit),
      next.sync.profileChanges.subscribe(changes.emit)
    ]
    stopTelling = () => stops?.forEach((stop) => stop())
    changes.emit(undefined)
    early.forEach(news.emit)
  }
  /** Whoever is told reads the copy at once: what that finds damaged is made anew before anybody goes on. */
  const show = (next: OpenAccount | null, early?: readonly News[]): void => {
    try {
      put(next, early)
    } catch (error) {
      if (!next || !isDamaged(error)) throw error
      rebuild(next, error)
    }
  }
  /** Where an account cannot be shown nobody is: the program goes on, the page says why, and it is tried again. */
  const attempt = (account: Account, ask: AskToken, make: () => void): boolean => {
    try {
      make()
    } catch (error) {
      log.error('account.not_opened', { reason: String(error) })
      const { folder, copy } = accountFiles(account, deps)
      const problem = openingProblemOf(error, copy)
      unopened.set({ problem, folder }, () => later(() => tryAgain(account.id, ask)))
      put(null)
    }
    return shown !== null
  }
  const tryToShow = (account: Account, ask: AskToken): boolean =>
    attempt(account, ask, () => show(open(account, ask)))
  /** Unless somebody else has come in meanwhile; the account as it is known by now. */
  const tryAgain = (id: string, ask: AskToken): void => {
    const account = appStore.accounts().find((one) => one.id === id)
    if (account && unopened.now) tryToShow(account, ask)
  }
  const reopen = ({ account, secret }: OpenAccount, work: () => Account | void, isSaved = false): boolean => {
    // Nobody is told before it is open again.
    stopTelling()
    if (shown) close(shown, isSaved)
    shown = null
    return attempt(account, secret.ask, () => show(open(work() ?? account, secret.ask)))
  }
  /** Opens the account on a new copy, filled with what can be saved; the rest is fetched from its server. */
  const rebuild = (opened: OpenAccount, reason: unknown): void => {
    if (shown !== opened) return
    const { account, secret, store } = opened
    stopTelling()
    silence(opened)
    shown = null
    const file = accountFiles(account, deps).copy
    const isShown = attempt(account, secret.ask, () => {
      rebuildCopy({ file, account, clock, log }, reason, store)
      put(open(account, secret.ask))
    })
    store.close()
    if (isShown) tellAnew()
  }
  const tellAnew = (): void => {
    if (!shown) return
    const { sync } = shown
    const reset = { upserted: [], removed: [], users: [], reset: true }
    for (const { id } of sync.profile()?.rooms ?? [])
      events.emit({ name: 'messages.changed', value: { roomId: id, ...reset } })
    const unread = sync.unreadNotifications()
    events.emit({ name: 'notifications.changed', value: { upserted: [], users: [], unread, reset: true } })
  }
  /** Puts a copy that was deleted or replaced back in its place, from what is still open. */
  const rescueGone = (opened: OpenAccount): void => {
    if (shown !== opened || opened.store.file.look()) return
    try {
      // The open file is all there is, and stays open until this has worked.
      opened.store.file.saveGone()
    } catch (error) {
      log.error('account.not_put_back', { reason: String(error) })
      return
    }
    log.error('account.put_back')
    if (!reopen(opened, () => undefined, true) || !shown) return
    const { store, sync } = shown
    const { folder } = accountFiles(opened.account, deps)
    store.transaction(() => store.incidents.add({ kind: 'copy-put-back', folder }, clock.now()))
    events.emit({ name: 'incidents.changed', value: { incidents: sync.incidents() } })
  }

  return {
    get shown() {
      return shown
    },
    get unopened() {
      return unopened.now
    },
    events,
    changes,
    news,
    open,
    close: (opened) => close(opened),
    show,
    tryToShow,
    reopen: (work) => shown !== null && reopen(shown, work),
    tellAnew,
    noteIdentity,
    stop() {
      stopTelling()
      unopened.clear()
      running.forEach((opened) => close(opened))
    }
  }
}
