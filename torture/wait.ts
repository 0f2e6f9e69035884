import { setTimeout as pause } from 'node:timers/promises'

/** Looks again and again until something is so. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patience: number
): Promise<void> {
  const end = Date.now() + patience
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${patience / 1000} s`)
    await pause(20)
  }
}
