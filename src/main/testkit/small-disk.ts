import { onTestFinished } from 'vitest'
import { mountedDisk, type MountedDisk } from './mounted-disk.ts'

/** A real file system with so little room, unmounted after the test. */
export function mountDisk(kilobytes: number): MountedDisk {
  const disk = mountedDisk(kilobytes)
  onTestFinished(disk.unmount)
  return disk
}
