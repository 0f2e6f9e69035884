import { expect, test } from 'vitest'
import { defaultDataFolder } from './data-folder.ts'

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
