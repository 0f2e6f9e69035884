import { expect, it } from 'vitest'
import { USERNAME_PATTERN } from '../../shared/protocol/http.ts'
import { ownerName } from './owner-name.ts'

it.each([
  ['ines', 'ines'],
  ['Inès Belkacem', 'Inès.Belkacem'],
  ['LABO\\ines', 'LABOines'],
  [' ines! ', 'ines'],
  ['e\u0301lise', '\u00e9lise'],
  ['%&/', 'admin'],
  ['', 'admin'],
  ['x'.repeat(200), 'x'.repeat(150)]
])('%j becomes %j', (system, name) => {
  expect(ownerName(() => system)).toBe(name)
  expect(name).toMatch(new RegExp(USERNAME_PATTERN, 'u'))
})

it('is a name for whoever the system has none for', () => {
  const nobody = (): string => {
    throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT')
  }
  expect(ownerName(nobody)).toBe('admin')
})
