import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageOf } from './bundled-packages.ts'
import { writeNotices } from './notices.ts'
import { isAccepted, type Part } from './parts.ts'

describe('the parts of others', () => {
  it.each([
    ['/x/node_modules/react/index.js', 'react'],
    ['C:\\x\\node_modules\\@tanstack\\virtual-core\\dist\\a.js', '@tanstack/virtual-core'],
    ['/x/node_modules/lowlight/node_modules/highlight.js/lib/core.js', 'lowlight/node_modules/highlight.js'],
    ['\0/x/node_modules/ws/lib/a.js?commonjs-proxy', 'ws'],
    ['/x/src/main/index.ts', undefined]
  ])('%s belongs to %s', (file, name) => {
    expect(packageOf(file)).toBe(name)
  })

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND ISC', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE', false]
  ])('the licence %s: %s', (licence, accepted) => {
    expect(isAccepted(licence)).toBe(accepted)
  })

  it.each([
    ['a licence that was not judged', { licence: 'GPL-3.0-only', texts: ['…'] }],
    ['no text of its licence', { licence: 'MIT', texts: [] }]
  ])('are not shipped with %s', (_, wrong) => {
    const part: Part = { name: 'left-pad', version: '1.0.0', integrity: undefined, ...wrong }
    const folder = mkdtempSync(join(tmpdir(), 'causerie-notices-'))
    expect(() => writeNotices(folder, [part])).toThrow('may not be shipped as they are: left-pad')
    rmSync(folder, { recursive: true })
  })
})
