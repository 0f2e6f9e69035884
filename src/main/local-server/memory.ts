import type { Log } from '../../shared/std/log.ts'
import type { HostingDeps } from './hosting.ts'
import type { LocalServerDeps } from './local-server.ts'

/** Where the program keeps its settings. */
interface Settings {
  setting(name: string): string | null
  setSetting(name: string, value: string): void
}

/** What is known of the server inside the app, kept with the program's settings. A full disk keeps what was. */
export function serverMemory(
  settings: Settings,
  log: Log
): LocalServerDeps['memory'] & HostingDeps['memory'] {
  const keep = (name: string, value: string): void => {
    try {
      settings.setSetting(name, value)
    } catch (error) {
      log.warn('local_server.not_kept', { name, reason: String(error) })
    }
  }
  return {
    port: () => Number(settings.setting('localServerPort')) || null,
    setPort: (port) => keep('localServerPort', String(port)),
    accountId: () => settings.setting('localServerAccount'),
    setAccountId: (id) => keep('localServerAccount', id)
  }
}
