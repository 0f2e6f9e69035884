import { spawnSync } from 'node:child_process'
import { createTestFolder } from './test-server.ts'

/** A file system that is soon full. */
export interface SmallDisk {
  readonly path: string
  remove(): void
}

/** Null where this user may not mount one. */
export function mountSmallDisk(bytes: number): SmallDisk | null {
  const folder = createTestFolder()
  const options = `size=${bytes},mode=0700`
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder.path])
  if (status !== 0) {
    folder.remove()
    return null
  }
  return {
    path: folder.path,
    remove() {
      spawnSync('umount', ['-l', folder.path])
      folder.remove()
    }
  }
}

export const canMount = ((): boolean => {
  const disk = mountSmallDisk(4096)
  disk?.remove()
  return disk !== null
})()
