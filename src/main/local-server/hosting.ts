import type { CallResult } from '../../shared/ipc/contract.ts'
import type { LocalServer } from '../../shared/ipc/local-server.ts'
import { fail, ok } from '../../shared/std/result.ts'
import type { Accounts } from '../session/accounts.ts'
import type { LocalServerControl } from './local-server.ts'
import { ownerName } from './owner-name.ts'

/** The accounts on the server inside the app. */
export interface Hosting {
  /**
   * Starts the server, makes its first superuser where there is nobody yet, and signs its owner in: who is signed out,
   * or whom the server no longer knows.
   */
  host(): Promise<CallResult<'localServer.host'>>
  /** Starts the server if the account of the last run is on it. */
  restore(): void
  /** Whether the open account is on it, and not on another server that was found at the same address. */
  isOpen(): boolean
  stop(): void
}

export interface HostingDeps {
  readonly localServer: LocalServerControl
  readonly accounts: Accounts
  /** The name of the person as the system knows it. Throws where it knows none. */
  readonly systemUser: () => string
  /** The account on it: another server may be found at the same address at another time. */
  readonly memory: { accountId(): string | null; setAccountId(id: string): void }
}

export function createHosting({ localServer, accounts, systemUser, memory }: HostingDeps): Hosting {
  const isThere = ({ phase }: LocalServer): boolean => phase === 'running' || phase === 'elsewhere'
  const isOnIt = (): boolean => {
    const account = accounts.last()
    return account?.id === memory.accountId() && account?.origin === localServer.state.origin
  }
  const noteAccount = (): void => {
    const account = accounts.last()
    const { state } = localServer
    if (!accounts.sync || !account || !isThere(state) || account.origin !== state.origin) return
    if (account.id !== memory.accountId()) memory.setAccountId(account.id)
  }
  const subscriptions = [
    accounts.changes.subscribe(noteAccount),
    localServer.moves.subscribe(({ from, to }) => {
      const account = accounts.last()
      if (account?.id === memory.accountId() && account?.origin === from) void accounts.move(account.id, to)
    }),
    localServer.changes.subscribe((state) => {
      if (isThere(state) && isOnIt()) accounts.sync?.retryConnection()
    })
  ]
  /** Whoever the server no longer knows has no password to come back with. */
  const isShutOut = (): boolean => isOnIt() && accounts.sync?.connection.phase === 'signed-out'
  const enter = async (): ReturnType<Hosting['host']> => {
    if (accounts.sync && !isShutOut()) return fail('signed_in')
    const { phase, problem, origin } = await localServer.start()
    if (phase === 'elsewhere') return fail('elsewhere')
    if (phase !== 'running' || origin === null) return fail(problem ?? 'crashed')
    const letIn = await localServer.letIn(ownerName(systemUser))
    if (!letIn.ok) return letIn
    const { userId, username, token } = letIn.value
    const entered = await accounts.enterAs({ origin, profile: null, userId, username: '', secret: token })
    if (!entered.ok) return entered
    localServer.noteOwner(username)
    return ok(entered.value)
  }
  /** The one that is going on: a page that was loaded anew asks again. */
  let entering: ReturnType<Hosting['host']> | null = null
  return {
    host: () => (entering ??= enter().finally(() => (entering = null))),
    isOpen: () => accounts.sync !== null && isOnIt(),
    restore() {
      if (isOnIt()) void localServer.start()
    },
    stop: () => subscriptions.forEach((unsubscribe) => unsubscribe())
  }
}
