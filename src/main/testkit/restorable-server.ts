import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { askToAddUser } from '../../server/control/client.ts'
import { dataFolderAt } from '../../server/data-folder.ts'
import { createServer, type RunningServer } from '../../server/index.ts'
import { freePort } from '../../server/testkit/free-port.ts'
import { backUp } from '../../server/store/sqlite-backup.ts'
import { restore } from '../../server/store/sqlite-restore.ts'
import { systemWorld } from '../../server/world.ts'
import { ok } from '../../shared/std/result.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { createCauserieDialect } from '../connection/causerie-dialect.ts'
import { openEngine, type OpenedSync } from './opened-sync.ts'
import { temporaryFolder } from './temporary.ts'

const PASSWORD = 'a long password'

/** The companion server on a folder of its own, which can be backed up while it runs, and restored. */
export interface RestorableServer {
  addUser(username: string, isSuperuser?: boolean): Promise<void>
  /** Signs in, on a device with a new copy unless the folder of one is said. */
  open(username: string, folder?: string): Promise<Omit<OpenedSync, 'token'>>
  backUp(): Promise<void>
  /** Stops, goes back to the backup, and listens again at the same address. */
  restore(): Promise<void>
}

export async function startRestorableServer(): Promise<RestorableServer> {
  const folder = dataFolderAt(temporaryFolder())
  const backup = join(temporaryFolder(), 'backup.db')
  let running: RunningServer | null = null
  const port = await freePort()
  const start = async (): Promise<string> => {
    const options = { dataFolder: folder.path, port, name: 'Labo' }
    running = await createServer(options, { ...systemWorld(), log: silentLog })
    return running.url
  }
  const stop = async (): Promise<void> => {
    await running?.close()
    running = null
  }
  onTestFinished(stop)
  const url = await start()
  const nothing = (): void => undefined

  return {
    async addUser(username, isSuperuser = false) {
      const name = { username, first_name: '', last_name: '' }
      await askToAddUser(folder.control, { ...name, password: PASSWORD, is_superuser: isSuperuser })
    },
    async open(username, copy = temporaryFolder()) {
      const answer = await fetch(`${url}/api/login/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: PASSWORD })
      })
      const { token } = (await answer.json()) as { token: string }
      const opened = openEngine(() => createCauserieDialect(url, async () => ok(token)), copy)
      await opened.until('connection.changed', ({ phase }) => phase === 'online')
      return opened
    },
    backUp: () => backUp({ database: folder.database, to: backup, mayPut: nothing, onProgress: nothing }),
    async restore() {
      await stop()
      await restore({
        backup,
        database: folder.database,
        aside: join(folder.path, `before-${randomBytes(4).toString('hex')}.db`),
        backupName: 'backup.db',
        epoch: randomBytes(8).toString('hex'),
        at: Date.now(),
        onProgress: nothing
      })
      await start()
    }
  }
}
