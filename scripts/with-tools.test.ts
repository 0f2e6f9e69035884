import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'

let folder: string
let clone: string

/** A clone whose lock file asks for one package, beside an npm that only notes that it was called. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causerie-'))
  clone = join(folder, 'clone')
  mkdirSync(join(clone, 'scripts/lib'), { recursive: true })
  for (const file of ['with-tools.mjs', 'lib/lock.mjs'])
    cpSync(join(import.meta.dirname, file), join(clone, 'scripts', file))
  const packages = { '': {}, 'node_modules/wanted': { version: '1.0.0' } }
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ packages }))
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\ntouch '${join(folder, 'called')}'\nexit 1\n`)
  chmodSync(join(folder, 'bin/npm'), 0o755)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function runTools(): Promise<{ code: unknown; err: string }> {
  const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}` }
  const child = spawn(process.execPath, [join(clone, 'scripts/with-tools.mjs'), 'none.ts'], { env })
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { code, err }
}

it.skipIf(process.platform === 'win32')('installs nothing through a link, and says so', async () => {
  mkdirSync(join(folder, 'others'))
  symlinkSync(join(folder, 'others'), join(clone, 'node_modules'))
  const { code, err } = await runTools()
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('is a link to another folder') })
  expect(existsSync(join(folder, 'called'))).toBe(false)
})

it.skipIf(process.platform === 'win32')('installs what is missing where nothing is linked', async () => {
  expect(await runTools()).toEqual({ code: 1, err: expect.stringContaining('npm ci failed') })
  expect(existsSync(join(folder, 'called'))).toBe(true)
})
