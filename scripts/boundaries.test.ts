import { describe, expect, it } from 'vitest'
import { violations } from './boundaries.ts'

const from = (name: string): string => `import { x } from '${name}'\n`

describe('what the boundaries refuse', () => {
  it.each([
    ['shared/model/room.ts', from('ws'), 'shared is pure'],
    ['shared/model/room.ts', from('node:fs'), 'shared is pure'],
    ['shared/model/room.ts', from('../../main/x.ts'), 'shared is pure'],
    ['renderer/state/x.ts', from('../../main/x.ts'), 'a process imports itself and shared'],
    ['main/index.ts', from('../server/x.ts'), 'a process imports itself and shared'],
    ['server/http/x.ts', from('../../shared/testkit/clock.ts'), 'testkit is for tests'],
    ['main/sync/x.ts', from('electron'), 'only desktop, ipc, index.ts and program.ts know electron'],
    [
      'main/connection/x.ts',
      from('electron/main'),
      'only desktop, ipc, index.ts and program.ts know electron'
    ],
    ['main/ipc/x.ts', from('../store/x.ts'), 'only sync, session, index.ts and program.ts ask the store'],
    ['main/sync/x.ts', from('better-sqlite3'), 'only the store knows SQLite'],
    ['server/rooms/x.ts', from('better-sqlite3'), 'only the store knows SQLite'],
    ['server/rooms/x.ts', from('ws'), 'they know no sockets'],
    ['server/rooms/x.ts', from('@fastify/cors'), 'they know no sockets'],
    ['renderer/features/rooms/x.tsx', from('../search/x.ts'), 'features are islands'],
    ['renderer/features/rooms/x.tsx', from('../rooms-old/x.ts'), 'features are islands'],
    ['renderer/state/x.ts', from('../features/rooms/x.tsx'), 'features meet in app alone'],
    ['renderer/ui/x.tsx', from('../state/x.ts'), 'ui knows nothing of the product'],
    ['renderer/ui/x.tsx', from('../../shared/model/room.ts'), 'ui knows nothing of the product'],
    ['renderer/app/x.ts', 'window.causerie.call()', 'only the bridge touches it'],
    ['main/a/b/c/d/x.ts', '', 'at most four folders deep'],
    ['shared/model/index.ts', '', 'no barrel files'],
    ['main/desktop/main/index.ts', '', 'no barrel files']
  ])('%s: %s', (file, source, because) => {
    expect(violations(file, source)).toEqual([expect.stringContaining(because)])
  })

  it.each([
    "import type { X } from '../store/x.ts'",
    "export { x } from '../store/x.ts'",
    "export * from '../store/x.ts'",
    "import '../store/x.ts'",
    "const x = await import('../store/x.ts')",
    "import {\n  x,\n  y\n} from '../store/x.ts'"
  ])('in every form of import: %s', (source) => {
    expect(violations('main/ipc/x.ts', source)).toHaveLength(1)
  })
})

describe('what the boundaries let through', () => {
  it.each([
    [
      'shared/protocol/up.ts',
      from('typebox') + from('typebox/compile') + from('uuidv7') + from('../std/result.ts')
    ],
    ['main/index.ts', from('electron') + from('./store/x.ts') + from('../shared/std/result.ts')],
    ['main/program.ts', from('electron') + from('./store/x.ts')],
    ['main/desktop/x.ts', from('electron')],
    ['main/session/x.ts', from('../store/x.ts')],
    ['main/connection/x.ts', from('electron-log') + from('ws')],
    ['main/store/x.ts', from('better-sqlite3') + from('./y.ts')],
    ['main/sync/x.test.ts', from('better-sqlite3') + from('../../shared/testkit/clock.ts')],
    ['server/store/x.ts', from('better-sqlite3')],
    ['renderer/app/x.tsx', from('../features/rooms/x.tsx') + from('../features/search/x.tsx')],
    ['renderer/features/rooms/x.tsx', from('./y.ts') + from('../../state/x.ts') + from('react')],
    ['renderer/bridge/x.ts', 'window.causerie.call()'],
    ['main/a/b/c/x.ts', "export const word = 'electron'\n"],
    ['preload/index.ts', from('electron') + from('../shared/ipc/contract.ts')]
  ])('%s', (file, source) => {
    expect(violations(file, source)).toEqual([])
  })
})
