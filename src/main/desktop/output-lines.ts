import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { PassThrough, type Readable } from 'node:stream'

/** Whatever else may hold the other end, the app is to quit. */
const PATIENCE_MS = 500

/**
 * Gives the lines of a process's output as they come. Returns how to read to the end when the process has ended:
 * Electron takes every listener off then, and what was said last, which tells why, may not have been read yet.
 */
export function readLines(output: Readable, onLine: (line: string) => void): () => Promise<void> {
  const copy = new PassThrough()
  const lines = createInterface({ input: copy }).on('line', onLine)
  const hear = (chunk: Buffer): void => void copy.write(chunk)
  const end = (): void => {
    output.off('data', hear)
    copy.end()
  }
  output.on('data', hear)
  return async () => {
    const read = once(lines, 'close')
    output.off('data', hear).on('data', hear).once('end', end).once('close', end)
    if (output.readableEnded || output.destroyed) end()
    const timer = setTimeout(end, PATIENCE_MS)
    await read
    clearTimeout(timer)
  }
}
