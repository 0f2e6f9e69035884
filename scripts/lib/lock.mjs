import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A holder shows that it lives; one that was silent for so long is gone, even if its number is another's now. */
const longestSilence = 60_000
const betweenSigns = 5000

/** True when the process that wrote the lock file is gone: a container gives the same numbers again. */
function isAbandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > longestSilence) return true
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

function showLife(file) {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // Somebody removed the file by hand: nothing holds the lock any more.
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
  const signs = setInterval(() => showLife(file), betweenSigns)
  try {
    return await work()
  } finally {
    clearInterval(signs)
    rmSync(file, { force: true })
  }
}
