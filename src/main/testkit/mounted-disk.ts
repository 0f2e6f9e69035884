import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why tests on a disk of their own are left out; null: they are not. */
export const noDisks = reasonAgainst()

export interface MountedDisk {
  readonly folder: string
  setReadOnly(isReadOnly: boolean): void
  unmount(): void
}

/** A real file system with so little room. */
export function mountedDisk(kilobytes: number): MountedDisk {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-disk-'))
  run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=0700`, 'tmpfs', folder)
  return {
    folder,
    setReadOnly: (isReadOnly) => run('mount', '-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, folder),
    unmount() {
      run('umount', '-l', folder)
      rmdirSync(folder)
    }
  }
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'pipe' })
}

function reasonAgainst(): string | null {
  if (process.platform !== 'linux') return 'only on Linux'
  const folder = mkdtempSync(join(tmpdir(), 'causerie-disk-'))
  try {
    run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder)
    run('umount', folder)
    return null
  } catch {
    return 'only whoever may mount file systems'
  } finally {
    rmdirSync(folder)
  }
}
