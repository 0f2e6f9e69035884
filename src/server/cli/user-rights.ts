import type { RightsAct } from '../store/administration.ts'
import { DATA_OPTION, folderOf, parse } from './arguments.ts'
import { followOrder } from './user-order.ts'

/** What is said when it is done, and when it was so already. */
const SAID = {
  promote: ['is a superuser now.', 'is a superuser already.'],
  demote: ['is no superuser any more.', 'is no superuser.'],
  activate: ['can sign in again.', 'is active already.'],
  deactivate: ['is signed out everywhere and cannot sign in any more.', 'is deactivated already.']
} as const satisfies Record<RightsAct['kind'], readonly [string, string]>

/** The four commands that change what somebody may do. */
export function changeRights(kind: RightsAct['kind']): (args: readonly string[]) => Promise<void> {
  const canForce = kind === 'demote' || kind === 'deactivate'
  return async (args) => {
    const options = canForce ? { ...DATA_OPTION, force: { type: 'boolean' } as const } : DATA_OPTION
    const { values, positionals } = parse(`user ${kind}`, args, { options, words: ['NAME'] })
    const [written = ''] = positionals
    const isForced = 'force' in values && values.force === true
    const { username, hasChanged } = await followOrder(folderOf(values), {
      kind,
      username: written,
      isForced
    })
    process.stderr.write(`${username} ${SAID[kind][hasChanged ? 0 : 1]}\n`)
  }
}
