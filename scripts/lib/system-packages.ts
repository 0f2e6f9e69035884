import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.ts'
import { run } from './programs.ts'
import { Failure, step } from './progress.ts'

/** What Electron needs to run. */
const forApp = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libnotify4',
  'libsecret-1-0',
  'libxss1',
  'libatk-bridge2.0-0',
  'fonts-dejavu-core',
  'dbus'
]
/** What a display of our own needs: X, a window manager, a program that takes pictures. */
const forDisplay = ['xvfb', 'openbox', 'imagemagick']

/** What the tests of running the server for a team need. */
const forOperations = ['nginx', 'systemd']

/** Unit tests need a bus beside these, the tests of the app a keyring too. */
const needs = {
  units: ['dbus', ...forOperations],
  app: forApp,
  display: [...forApp, ...forDisplay],
  e2e: [...forApp, ...forDisplay, 'gnome-keyring']
}

/** The names one library goes by: Debian 13 and Ubuntu 24.04 renamed some for 64-bit time. */
const namesOf = (name: string): string[] => (name.startsWith('lib') ? [`${name}t64`, name] : [name])

/**
 * Sees to it that the system's packages are there, on Debian and its descendants; elsewhere it does nothing.
 * Root installs what is missing; anybody else is told the one line to run.
 */
export async function ensureSystemPackages(purpose: keyof typeof needs): Promise<void> {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return
  const missing = await findMissing(needs[purpose])
  if (missing.length === 0) return
  if (process.getuid?.() === 0) return install(missing)
  const names = await chooseNames(missing)
  throw new Failure(
    `Some system packages are missing. Install them with this line, then run the same command again:\n\n` +
      `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}\n`
  )
}

async function findMissing(names: string[]): Promise<string[]> {
  const query = ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names.flatMap(namesOf)]
  const { output } = await run('dpkg-query', query)
  const installed = new Set(output.split('\n'))
  return names.filter((name) => !namesOf(name).some((one) => installed.has(`${one} installed`)))
}

/** For each package the name that this system's package lists know. */
async function chooseNames(names: string[]): Promise<string[]> {
  const { output } = await run('apt-cache', ['policy', ...names.flatMap(namesOf)], { env: { LC_ALL: 'C' } })
  const available = new Set<string>()
  for (const [, name, candidate] of output.matchAll(/^(\S+):\n.*\n +Candidate: (.*)$/gm)) {
    if (name && candidate !== '(none)') available.add(name)
  }
  return names.map((name) => namesOf(name).find((one) => available.has(one)) ?? name)
}

async function install(missing: string[]): Promise<void> {
  await step(`System packages: installing ${missing.length} with apt-get (up to two minutes)`, async () => {
    await aptGet('update')
    const names = await chooseNames(missing)
    await aptGet('install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...names)
  })
}

async function aptGet(...args: string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  // An interrupted dpkg must be repaired by hand, so it gets the time to finish.
  const { code, output } = await run('apt-get', args, { env, patience: 120_000, stopSignal: 'SIGINT' })
  if (code === 0) return
  const log = join(root, '.cache/apt-get.log')
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(log, output)
  throw new Failure(
    `${output.trimEnd().split('\n').slice(-8).join('\n')}\n\n"apt-get ${args[0]}" failed; all it said is in ${log}. ` +
      `Put right what it names, then run the same command again.`
  )
}
