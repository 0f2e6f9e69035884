/** An error whose message is all that a person needs: what went wrong and what to do. Printed without a stack. */
export class Failure extends Error {}

/** Prints one line for people. Standard output stays free for results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Seconds from `began` until now, or until another time, with one decimal below ten. */
export function secondsSince(began: number, until = Date.now()): string {
  const seconds = (until - began) / 1000
  return seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0)
}

/**
 * Does one long step and shows it as one line: what, how long it may take, how far it is, how long it took.
 * `work` may tell how far it is at any time; a terminal shows it at once, a log every ten seconds.
 */
export async function step<T>(what: string, work: (tell: (far: string) => void) => Promise<T>): Promise<T> {
  const began = Date.now()
  const { isTTY } = process.stderr
  let toldAt = began
  const tell = (far: string): void => {
    if (!isTTY && Date.now() - toldAt < 10_000) return
    toldAt = Date.now()
    process.stderr.write(isTTY ? `\r\u001b[K${what} … ${far}` : ` ${far} …`)
  }
  process.stderr.write(`${what} …`)
  try {
    const result = await work(tell)
    process.stderr.write(`${isTTY ? `\r\u001b[K${what} …` : ''} done in ${secondsSince(began)} s\n`)
    return result
  } catch (error) {
    process.stderr.write(' failed\n')
    throw error
  }
}
