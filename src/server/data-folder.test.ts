import { chmodSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { dataFolderAt, defaultDataFolder, prepareDataFolder } from './data-folder.ts'
import { createTestFolder } from './testkit/test-server.ts'

test('a folder with nothing but settings in it is taken, and made its owner’s alone', () => {
  const folder = createTestFolder()
  chmodSync(folder.path, 0o755)
  writeFileSync(path.join(folder.path, 'config.json'), '{}')
  prepareDataFolder(dataFolderAt(folder.path))
  expect(statSync(folder.path).mode & 0o777).toBe(0o700)
  chmodSync(folder.path, 0o755)
  writeFileSync(path.join(folder.path, 'thesis.odt'), '')
  expect(() => prepareDataFolder(dataFolderAt(folder.path))).toThrow(/is shared between users/)
  folder.remove()
})

test.each([
  ['linux', {}, '/home/ada/.local/share/causerie-server'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/causerie-server'],
  ['darwin', {}, '/home/ada/Library/Application Support/Causerie Server']
] as const)('on %s with %j the data is in the user’s data folder', (platform, env, expected) => {
  expect(defaultDataFolder(platform, env, '/home/ada')).toBe(expected)
})

test('on Windows it is in the roaming profile', () => {
  expect(defaultDataFolder('win32', { APPDATA: 'R' }, 'C')).toMatch(/^R.Causerie Server$/)
})
