import type { User } from '../../shared/model/user.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { AccountStore, AddedUser, Credentials, Identity, NewUser } from '../store/store.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { createPassword, createSetupCode, createToken, hashSecret, normaliseSetupCode } from './secrets.ts'
import { isUsername, normaliseUsername, usernameKey } from './usernames.ts'

/** Who may come in, and as whom. */
export interface Accounts {
  signIn(username: string, password: string): Promise<Result<SignedIn, 'wrong_credentials'>>
  /** Makes the first superuser and signs them in. The code is good once, and only while there are no users. */
  setUp(code: string, profile: Profile): Promise<Result<SignedIn, 'wrong_code' | UsernameProblem>>
  addUser(profile: Profile): Promise<Result<User, UsernameProblem>>
  /**
   * Lets in, without a password, whoever owns the data: the superuser of that name, who is made where there are no
   * users. Null: there are users, and no such superuser among them.
   */
  letIn(username: string): Promise<SignedIn | null>
  /** The user of a name, or null. */
  find(username: string): Promise<User | null>
  /** Who a token stands for, or null. */
  identify(token: string): Promise<Identity | null>
  /** False: the token is not known. */
  signOut(token: string): Promise<boolean>
  hasUsers(): Promise<boolean>
  countUsers(): Promise<number>
  /** A new one-time code, which voids the one before. */
  renewSetupCode(): Promise<string>
  /** The id of each token that was revoked. */
  readonly revoked: Signal<number>
  /** What was written into the stream of each user who was added. */
  readonly written: Signal<readonly StreamEvent[]>
  /** Writes down what is pending. */
  close(): Promise<void>
}

export interface SignedIn {
  readonly token: string
  readonly user: User
}

export interface Profile extends Omit<User, 'id'> {
  readonly password: string
}

export type UsernameProblem = 'bad_username' | 'username_taken'

export interface AccountsDeps {
  readonly store: AccountStore
  readonly clock: Clock
  readonly randomBytes: (size: number) => Uint8Array
  readonly log: Log
}

export function createAccounts({ store, clock, randomBytes, log }: AccountsDeps): Accounts {
  const revoked = createEmitter<number>()
  const written = createEmitter<readonly StreamEvent[]>()
  const uses = createTokenUses({ store, clock, log })
  // What an unknown user's password is compared with, so that they take as long as a known one.
  const decoy = hashPassword(createToken(randomBytes))

  async function newUser({ password, ...profile }: Profile): Promise<NewUser> {
    const username = normaliseUsername(profile.username)
    const passwordHash = await hashPassword(password)
    return { ...profile, username, usernameKey: usernameKey(username), passwordHash, at: clock.now() }
  }

  function tell({ user, events }: AddedUser): User {
    written.emit(events)
    return user
  }

  /** Null when they were shut out while the password was compared, or before. */
  async function welcome({ user, passwordHash }: Credentials): Promise<SignedIn | null> {
    const token = createToken(randomBytes)
    const at = clock.now()
    const isIn = await store.addToken({ userId: user.id, passwordHash, hash: hashSecret(token), at })
    return isIn ? { token, user } : null
  }

  return {
    async signIn(username, password) {
      const found = await store.findCredentials(usernameKey(username))
      const isRight = await isPassword(found?.passwordHash ?? (await decoy), password)
      const signedIn = found && isRight ? await welcome(found) : null
      return signedIn ? ok(signedIn) : fail('wrong_credentials')
    },
    async setUp(code, profile) {
      if (!isUsername(normaliseUsername(profile.username))) return fail('bad_username')
      const first = await newUser(profile)
      const added = await store.addFirstUser(first, hashSecret(normaliseSetupCode(code)))
      const signedIn = added && (await welcome({ ...first, user: tell(added) }))
      return signedIn ? ok(signedIn) : fail('wrong_code')
    },
    async addUser(profile) {
      if (!isUsername(normaliseUsername(profile.username))) return fail('bad_username')
      const added = await store.addUser(await newUser(profile))
      return added ? ok(tell(added)) : fail('username_taken')
    },
    async letIn(username) {
      const found = await store.findCredentials(usernameKey(username))
      if (found) return found.user.isSuperuser ? welcome(found) : null
      if ((await store.countUsers()) > 0 || !isUsername(normaliseUsername(username))) return null
      const password = createPassword(randomBytes)
      const profile = { username, password, firstName: '', lastName: '', isSuperuser: true }
      const first = await newUser(profile)
      const added = await store.addUser(first)
      return added && welcome({ ...first, user: tell(added) })
    },
    async find(username) {
      return (await store.findCredentials(usernameKey(username)))?.user ?? null
    },
    async identify(token) {
      const identity = await store.findToken(hashSecret(token))
      if (identity) uses.note(identity.tokenId)
      return identity
    },
    async signOut(token) {
      const identity = await store.findToken(hashSecret(token))
      if (!identity) return false
      await store.revokeToken(identity.tokenId, clock.now())
      revoked.emit(identity.tokenId)
      return true
    },
    hasUsers: async () => (await store.countUsers()) > 0,
    countUsers: () => store.countUsers(),
    async renewSetupCode() {
      const code = createSetupCode(randomBytes)
      await store.setSetupCode(hashSecret(normaliseSetupCode(code)))
      return code
    },
    revoked,
    written,
    close: () => uses.flush()
  }
}

/** How late the store may learn that a token was used: a thousand clients that come back are one write. */
const USES_DELAY_MS = 10_000

function createTokenUses({ store, clock, log }: Pick<AccountsDeps, 'store' | 'clock' | 'log'>) {
  const used = new Set<number>()
  let cancel: Unsubscribe | null = null

  async function flush(): Promise<void> {
    cancel?.()
    cancel = null
    if (used.size === 0) return
    const tokenIds = [...used]
    used.clear()
    await store.touchTokens(tokenIds, clock.now())
  }

  return {
    note(tokenId: number): void {
      used.add(tokenId)
      cancel ??= clock.after(USES_DELAY_MS, () => {
        flush().catch((error: unknown) => log.warn('accounts.uses_not_written', { error: String(error) }))
      })
    },
    flush
  }
}
