import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { makeDeb } from './deb.ts'

it.runIf(existsSync('/usr/bin/dpkg-deb'))('is everybody’s to read, whoever packs it', async () => {
  const output = mkdtempSync(join(tmpdir(), 'causerie-deb-'))
  const before = process.umask(0o077)
  onTestFinished(() => {
    process.umask(before)
    rmSync(output, { recursive: true })
  })
  const unpacked = join(output, 'unpacked')
  mkdirSync(join(unpacked, 'locales'), { recursive: true })
  for (const file of ['causerie', 'chrome-sandbox', 'libvulkan.so.1'])
    writeFileSync(join(unpacked, file), '', { mode: 0o700 })
  writeFileSync(join(unpacked, 'locales/fr.pak'), '')
  const deb = await makeDeb({ unpacked, output, version: '1.0.0', isTrial: false })
  const lines = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' }).trim().split('\n')
  const modes = new Map(lines.map((line) => [line.split(' ').at(-1) ?? '', line.slice(0, 10)]))
  expect(modes.get('./usr/lib/causerie/locales/')).toBe('drwxr-xr-x')
  expect(modes.get('./usr/lib/causerie/locales/fr.pak')).toBe('-rw-r--r--')
  expect(modes.get('./usr/lib/causerie/causerie')).toBe('-rwxr-xr-x')
  expect(modes.get('./usr/lib/causerie/libvulkan.so.1')).toBe('-rw-r--r--')
  expect(modes.get('./usr/lib/causerie/chrome-sandbox')).toBe('-rwsr-xr-x')
  expect([...modes.values()].filter((mode) => mode.slice(7).includes('---'))).toEqual([])
})
