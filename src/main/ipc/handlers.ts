import type { AppState } from '../../shared/ipc/contract.ts'
import type { About } from '../../shared/ipc/facts.ts'
import { parseAddress } from '../../shared/model/address.ts'
import { completeProfile } from '../../shared/protocol/profile.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { ProfileClient } from '../connection/level-0/profile-client.ts'
import { parseUrl } from '../connection/request.ts'
import type { Hosting } from '../local-server/hosting.ts'
import type { LocalServerControl } from '../local-server/local-server.ts'
import type { Accounts } from '../session/accounts.ts'
import { readProfileFile } from '../session/profile-file.ts'
import type { Settings } from '../session/settings.ts'
import type { Sync } from '../sync/sync.ts'
import type { Handlers } from './gate.ts'

export interface HandlersDeps {
  readonly accounts: Accounts
  readonly settings: Settings
  readonly appState: () => AppState
  /** Quits, or asks first; `force` does not ask. */
  readonly quit: (force: boolean) => void
  readonly about: () => About
  readonly tryNotification: () => void
  /** Bytes of all logs. */
  readonly logBytes: () => number
  readonly testProfile: ProfileClient['test']
  /** Lets the person choose a profile's file; null: they chose none. */
  readonly chooseProfile: () => Promise<string | null>
  readonly localServer: LocalServerControl
  readonly host: Hosting['host']
  readonly revealServer: (what: 'folder' | 'log') => void
  readonly connectionLog: { lines(): readonly string[]; reveal(): void }
}

/** What each call of the page does, in a line or two: the work is the other rooms'. */
export function createHandlers(deps: HandlersDeps): Handlers {
  const { accounts, settings, appState, connectionLog, testProfile, chooseProfile, localServer } = deps
  /** What is asked of the open account, where there is one. */
  const inAccount = async <T, E extends string>(
    work: (sync: Sync) => Promise<Result<T, E>>
  ): Promise<Result<T, E | 'signed_out'>> => (accounts.sync ? work(accounts.sync) : fail('signed_out'))
  return {
    'app.state': async () => ok(appState()),
    'app.configure': async (choice) => {
      settings.set(choice)
      return ok()
    },
    'app.quit': async ({ force }) => {
      deps.quit(force)
      return ok()
    },
    'app.about': async () => ok(deps.about()),
    'servers.find': ({ address }) => accounts.find(address),
    'servers.findLocal': async () => ok(await accounts.findLocal()),
    'localServer.host': deps.host,
    'localServer.start': async () => {
      await localServer.start()
      return ok()
    },
    'localServer.stop': async () => {
      await localServer.stop()
      return ok()
    },
    'localServer.reveal': async ({ what }) => {
      deps.revealServer(what)
      return ok()
    },
    'accounts.keep': () => accounts.keep(),
    'accounts.kept': async () => accounts.kept(),
    'accounts.signIn': (request) => accounts.signIn(request),
    'accounts.seeLimits': async () => {
      accounts.setExplained()
      return ok()
    },
    'accounts.setUp': (request) => accounts.setUp(request),
    'accounts.signOut': async () => {
      await accounts.signOut()
      return ok()
    },
    'profiles.open': async () => {
      const file = await chooseProfile()
      return file === null ? ok(null) : readProfileFile(file)
    },
    'profiles.test': async ({ address, username, password, profile }) => {
      const origin = parseAddress(address, parseUrl)
      if (!origin.ok) return origin
      const server = { origin: origin.value, profile: completeProfile(profile) }
      return ok(await testProfile(server, { username, password }))
    },
    'messages.page': ({ roomId, before }) => inAccount(async (sync) => ok(await sync.page(roomId, before))),
    'messages.send': ({ roomId, body }) => inAccount((sync) => sync.send(roomId, body)),
    'messages.delete': ({ clientId }) => inAccount((sync) => sync.delete(clientId)),
    'messages.retry': ({ clientId }) => inAccount((sync) => sync.retry(clientId)),
    'messages.cancel': ({ clientId, toDraft }) => inAccount((sync) => sync.cancel(clientId, toDraft)),
    'messages.change': ({ clientId, body }) => inAccount((sync) => sync.change(clientId, body)),
    'rooms.fill': ({ roomId, from, to }) =>
      inAccount(async (sync) => {
        await sync.fill(roomId, { from, to })
        return ok()
      }),
    'rooms.markUnread': ({ roomId, n }) => inAccount((sync) => sync.markUnread(roomId, n)),
    'incidents.dismiss': ({ id }) => inAccount((sync) => sync.dismissIncident(id)),
    'copy.measure': async () => {
      const size = accounts.copySize()
      return size ? ok({ ...size, logBytes: deps.logBytes() }) : fail('signed_out')
    },
    'copy.clear': () => accounts.clearCopy(),
    'connection.retry': async () => {
      accounts.sync?.retryConnection()
      return ok()
    },
    'rooms.markRead': ({ roomId, n }) => inAccount((sync) => sync.markRead(roomId, n)),
    'drafts.save': ({ roomId, text }) => inAccount((sync) => sync.saveDraft(roomId, text)),
    'notifications.page': (query) => inAccount(async (sync) => ok(await sync.notifications(query))),
    'notifications.markRead': ({ id }) => inAccount((sync) => sync.markNotificationRead(id)),
    'notifications.markAllRead': () => inAccount((sync) => sync.markAllNotificationsRead()),
    'notifications.try': async () => {
      deps.tryNotification()
      return ok()
    },
    'announcements.send': (announcement) => inAccount((sync) => sync.announce(announcement)),
    'log.read': async () => ok({ lines: connectionLog.lines() }),
    'log.reveal': async () => {
      connectionLog.reveal()
      return ok()
    }
  }
}
