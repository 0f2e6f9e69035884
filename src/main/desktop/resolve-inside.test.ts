import { join } from 'node:path'
import { expect, it } from 'vitest'
import { resolveInside } from './resolve-inside.ts'

const folder = join('/', 'opt', 'causerie', 'renderer')

it('finds what is inside', () => {
  expect(resolveInside(folder, '/index.html')).toBe(join(folder, 'index.html'))
  expect(resolveInside(folder, '/assets/a%20b.js')).toBe(join(folder, 'assets', 'a b.js'))
})

it.each([
  '/../main/index.cjs',
  '/..%2fmain/index.cjs',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/assets/../../main/index.cjs',
  '/..\\main\\index.cjs',
  '/..%5cmain',
  '/../renderer-evil/x.js',
  '/x%00.html',
  '/%',
  '/%c0%ae%c0%ae/x'
])('refuses %s', (path) => {
  expect(resolveInside(folder, path)).toBeNull()
})
