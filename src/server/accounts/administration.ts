import type { User } from '../../shared/model/user.ts'
import type { Clock } from '../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { AdministrationStore, RightsAct, UserAct, UserActProblem } from '../store/administration.ts'
import { hashPassword } from './passwords.ts'
import { usernameKey } from './usernames.ts'

/** What the operator asks to be done with a user. */
export type UserOrder =
  | { readonly kind: RightsAct['kind']; readonly username: string; readonly isForced: boolean }
  | { readonly kind: 'reset-password'; readonly username: string; readonly password: string }

export interface Administered {
  readonly user: User
  /** False: it was so already. */
  readonly hasChanged: boolean
}

/** The operator's hand on people's rights. */
export interface Administration {
  administer(order: UserOrder): Promise<Result<Administered, UserActProblem>>
  /** The id of each token that was revoked. */
  readonly revoked: Signal<number>
  /** The id of each user who has other rights than before. */
  readonly rightsChanged: Signal<number>
}

export interface AdministrationDeps {
  readonly store: Pick<AdministrationStore, 'administer'>
  readonly clock: Pick<Clock, 'now'>
}

export function createAdministration({ store, clock }: AdministrationDeps): Administration {
  const revoked = createEmitter<number>()
  const rightsChanged = createEmitter<number>()

  async function actOf(order: UserOrder): Promise<UserAct> {
    const key = usernameKey(order.username)
    if (order.kind !== 'reset-password') {
      return { kind: order.kind, usernameKey: key, isForced: order.isForced, at: clock.now() }
    }
    const passwordHash = await hashPassword(order.password)
    return { kind: order.kind, usernameKey: key, passwordHash, at: clock.now() }
  }

  return {
    async administer(order) {
      const outcome = await store.administer(await actOf(order))
      if (outcome.kind === 'refused') return fail(outcome.code)
      const { user } = outcome
      if (outcome.kind === 'done-before') return ok({ user, hasChanged: false })
      for (const tokenId of outcome.revokedTokenIds) revoked.emit(tokenId)
      if (order.kind === 'promote' || order.kind === 'demote') rightsChanged.emit(user.id)
      return ok({ user, hasChanged: true })
    },
    revoked,
    rightsChanged
  }
}
