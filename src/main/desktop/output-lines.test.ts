import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { readLines } from './output-lines.ts'

it('gives lines as they come, and the rest of an output that has lost its listeners', async () => {
  const output = new PassThrough()
  const lines: string[] = []
  const readToEnd = readLines(output, (line) => lines.push(line))
  output.write('one\ntw')
  await expect.poll(() => lines).toEqual(['one'])
  output.removeAllListeners()
  const read = readToEnd()
  output.end('o\nthree')
  await read
  expect(lines).toEqual(['one', 'two', 'three'])
})

it('ends where the output has ended before', async () => {
  const output = new PassThrough()
  const lines: string[] = []
  const readToEnd = readLines(output, (line) => lines.push(line))
  output.end('one\n')
  await expect.poll(() => output.readableEnded).toBe(true)
  await readToEnd()
  expect(lines).toEqual(['one'])
})

it('does not wait for ever where nobody ends the output', async () => {
  const output = new PassThrough()
  const lines: string[] = []
  const readToEnd = readLines(output, (line) => lines.push(line))
  output.write('one\ntwo')
  await readToEnd()
  expect(lines).toEqual(['one', 'two'])
})
