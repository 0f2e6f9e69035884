import { type Administration, createAdministration } from './accounts/administration.ts'
import { tellPositions } from './fanout/tell-positions.ts'
import { tellUntold } from './fanout/tell-untold.ts'
import { createSessions, type Sessions, type SessionsDeps } from './sessions/sessions.ts'
import { createGroupCommit, type GroupCommit } from './store/group-commit.ts'
import type { Store } from './store/store.ts'

/** What lies between the store and the sockets. */
export interface Core {
  readonly commits: GroupCommit
  readonly sessions: Sessions
  readonly administration: Administration
}

export interface CoreDeps extends Omit<SessionsDeps, 'reader' | 'commits'> {
  readonly store: Store
}

export function createCore(deps: CoreDeps): Core {
  const { store, hub } = deps
  const commits = createGroupCommit({
    ...deps,
    publish(events, moved) {
      hub.publish(events)
      tellPositions(hub, moved)
    },
    tellUntold: () => tellUntold(hub, store)
  })
  const sessions = createSessions({ ...deps, reader: store, commits })
  const administration = createAdministration(deps)
  administration.revoked.subscribe(sessions.revoke)
  administration.rightsChanged.subscribe(sessions.renew)
  return { commits, sessions, administration }
}
