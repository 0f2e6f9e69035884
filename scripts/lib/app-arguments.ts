import { existsSync, readFileSync } from 'node:fs'
import { Failure, say } from './progress.ts'

/** The switches that this computer needs for the app to run at all. */
export function appArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/** Says so when the app will run without its sandbox, and stops where the kernel would refuse it. */
export function explainSandbox(): void {
  if (process.getuid?.() === 0) {
    say('Sandbox: off, because Chromium refuses its sandbox to root. As an ordinary user it is on.')
    return
  }
  const restriction = 'kernel.apparmor_restrict_unprivileged_userns'
  const file = `/proc/sys/${restriction.replace('.', '/')}`
  if (existsSync(file) && readFileSync(file, 'utf8').trim() === '1') {
    throw new Failure(
      `This system keeps ordinary programs from making a sandbox, so the app would not start. ` +
        `Allow it until the next reboot with this line, then try again:\n\n  sudo sysctl -w ${restriction}=0\n`
    )
  }
}
