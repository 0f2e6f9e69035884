import type { AppState } from '../../shared/ipc/contract.ts'
import { fail, ok } from '../../shared/std/result.ts'
import type { Accounts } from '../session/accounts.ts'
import type { Settings } from '../session/settings.ts'
import type { Handlers } from './gate.ts'

export interface HandlersDeps {
  readonly accounts: Accounts
  readonly settings: Settings
  readonly appState: () => AppState
}

/** What each call of the page does, in a line or two: the work is the other rooms'. */
export function createHandlers({ accounts, settings, appState }: HandlersDeps): Handlers {
  return {
    'app.state': async () => ok(appState()),
    'app.configure': async (choice) => {
      settings.set(choice)
      return ok()
    },
    'servers.find': ({ address }) => accounts.find(address),
    'accounts.signIn': (request) => accounts.signIn(request),
    'accounts.setUp': (request) => accounts.setUp(request),
    'accounts.signOut': async () => {
      await accounts.signOut()
      return ok()
    },
    'messages.page': async ({ roomId, before }) =>
      accounts.sync ? ok(await accounts.sync.page(roomId, before)) : fail('signed_out'),
    'messages.send': async ({ roomId, body }) => accounts.sync?.send(roomId, body) ?? fail('signed_out'),
    'messages.delete': async ({ clientId }) => accounts.sync?.delete(clientId) ?? fail('signed_out'),
    'messages.retry': async ({ clientId }) => {
      if (!accounts.sync) return fail('signed_out')
      await accounts.sync.retry(clientId)
      return ok()
    },
    'messages.cancel': async ({ clientId }) => accounts.sync?.cancel(clientId) ?? fail('signed_out'),
    'connection.retry': async () => {
      accounts.sync?.retryConnection()
      return ok()
    }
  }
}
