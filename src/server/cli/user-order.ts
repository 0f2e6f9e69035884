import { createAdministration, type UserOrder } from '../accounts/administration.ts'
import { askToAdminister } from '../control/client.ts'
import type { DataFolder } from '../data-folder.ts'
import type { UserActProblem } from '../store/administration.ts'
import { onFolder, requireServer } from './on-folder.ts'

export interface Followed {
  /** As it is stored, which may be in another case than it was written here. */
  readonly username: string
  readonly hasChanged: boolean
}

/** Has an order about a user followed: by the server that runs on the folder, or in the files when none does. */
export async function followOrder(folder: DataFolder, order: UserOrder): Promise<Followed> {
  requireServer(folder)
  const answer = await onFolder(folder, {
    byServer: (address) => orderByServer(address, order),
    async inFiles(store, world): Promise<Followed | UserActProblem> {
      const done = await createAdministration({ ...world, store }).administer(order)
      return done.ok ? { username: done.value.user.username, hasChanged: done.value.hasChanged } : done.code
    }
  })
  if (typeof answer === 'string') throw new Error(problemText(answer, order.username))
  return answer
}

async function orderByServer(address: string, order: UserOrder): Promise<Followed | UserActProblem> {
  const answer = await askToAdminister(
    address,
    order.kind === 'reset-password'
      ? order
      : { kind: order.kind, username: order.username, force: order.isForced }
  )
  return 'code' in answer ? answer.code : { username: answer.user.username, hasChanged: answer.changed }
}

function problemText(problem: UserActProblem, username: string): string {
  return problem === 'unknown_user'
    ? `There is no user ${username}: look at the names with user list (case does not matter).`
    : `${username} is the last superuser who can sign in: promote somebody else first, or add --force.`
}
