import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const longestWork = 20 * 60_000

/** True when the process that wrote the lock file is gone, or has held it longer than any work takes. */
function isAbandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > longestWork) return true
    process.kill(Number(readFileSync(file, 'utf8')), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Creates the lock file; false when it is there already. */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Does `work` while no other process does work under the same lock file, and waits for its turn before.
 * Plain JavaScript for Node 20, because the bootstrap uses it before any package is there.
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  for (let waited = 0; !take(file); waited += 1) {
    if (isAbandoned(file)) rmSync(file, { force: true })
    else if (waited === 0) process.stderr.write('Waiting for another process that does the same step …\n')
    await sleep(200)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
