import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { readAssembled } from './app.ts'

export const NOBODY = 65534

/** The app as somebody who is not root runs it: with Chromium's sandbox. Where the tests are not root, as they are. */
export async function launchAsOrdinaryUser(
  env: Record<string, string>
): Promise<{ electron: ElectronApplication; dispose(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-ordinary-'))
  const { packaged } = readAssembled()
  const executablePath = process.getuid?.() === 0 ? asNobody(folder, packaged) : packaged
  const electron = await _electron.launch({
    executablePath,
    args: [`--user-data-dir=${join(folder, 'data')}`],
    env: { ...env, HOME: folder, PATH: process.env['PATH'] ?? '' },
    chromiumSandbox: true
  })
  await electron.firstWindow()
  return {
    electron,
    async dispose() {
      await electron.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** A script that runs a copy of the program as nobody, who could not read root's own. */
function asNobody(folder: string, program: string): string {
  execFileSync('cp', ['-r', dirname(program), join(folder, 'program')])
  execFileSync('chmod', ['-R', 'a+rX', join(folder, 'program')])
  chownSync(folder, NOBODY, NOBODY)
  const script = join(folder, 'as-nobody.sh')
  const copy = join(folder, 'program', basename(program))
  const user = `--reuid=${NOBODY} --regid=${NOBODY} --clear-groups`
  writeFileSync(script, `#!/bin/sh\nexec setpriv ${user} "${copy}" "$@"\n`)
  chmodSync(script, 0o755)
  return script
}
