import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib/paths.ts'

const NAME = 'causerie'
/** Lies there while a test has the package installed, so that one that was killed is cleaned up after. */
const mark = join(root, '.cache/installed-by-a-test')

/** Why the package cannot be installed here for a test; null when it can. */
export function whyNotInstall(): string | null {
  if (!existsSync('/usr/bin/dpkg-deb')) return 'this is not Debian or a descendant of it'
  if (process.getuid?.() !== 0) return 'only root installs packages'
  if (installedVersion() !== null && !existsSync(mark)) return 'a causerie is installed here, and it stays'
  return null
}

export function install(deb: string): void {
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(mark, '')
  dpkg('--install', deb)
}

export function purge(): void {
  if (!existsSync(mark)) return
  dpkg('--purge', NAME)
  rmSync(mark)
}

/** Null when it is not installed. */
export function installedVersion(): string | null {
  const query = ['-W', '-f', '${db:Status-Status} ${Version}', NAME]
  const { stdout } = spawnSync('dpkg-query', query, { encoding: 'utf8' })
  return /^installed (\S+)$/.exec(stdout)?.[1] ?? null
}

/** The files and links that belong to the installed package; folders are shared with others. */
export function installedFiles(): string[] {
  const paths = execFileSync('dpkg-query', ['--listfiles', NAME], { encoding: 'utf8' }).trim().split('\n')
  return paths.filter((path) => !lstatSync(path).isDirectory())
}

/** What of the package is not as its checksums say, a line for each. */
export function changedFiles(): string {
  return spawnSync('dpkg', ['--verify', NAME], { encoding: 'utf8' }).stdout
}

function dpkg(action: string, what: string): void {
  // Nothing here has to outlive a power cut.
  execFileSync('dpkg', ['--force-unsafe-io', action, what], { stdio: 'pipe', env: environment() })
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
}
