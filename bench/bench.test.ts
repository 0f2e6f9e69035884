import { expect, it } from 'vitest'
import { parseArguments } from './arguments.ts'
import type { Machine } from './machine.ts'
import { formatTable, putIntoReadme, ratioOfRounds, type Row } from './report.ts'
import { median, percentile, shareOver } from './statistics.ts'
import { createTexts } from './texts.ts'

const row: Row = {
  what: 'opening',
  measured: '900 ms',
  floor: 'empty: 600 ms',
  ratio: '1.50 x',
  goal: '–',
  raw: {}
}
const machine: Machine = {
  cores: 2,
  cpu: 'Some CPU',
  memoryGb: 8,
  system: 'Linux 6',
  node: '26.10',
  app: { electron: '33.2.1', chromium: '130', node: '20.18' }
}

it('takes percentiles by rank', () => {
  const values = [5, 1, 4, 2, 3]
  expect([median(values), percentile(values, 0.99), percentile(values, 1)]).toEqual([3, 5, 5])
  expect(shareOver(values, 3)).toBe(0.4)
})

it('compares each round with the floor of the same round', () => {
  expect(ratioOfRounds([10, 40, 30], [10, 20, 10])).toBe('2.00 x')
})

it('lays out a table with its columns in line', () => {
  const lines = formatTable([row]).split('\n')
  expect(lines).toHaveLength(3)
  expect(new Set(lines.map((line) => line.length)).size).toBe(1)
  expect(lines[2]).toMatch(/^\| opening\s+\| 900 ms\s+\| empty: 600 ms\s+\| 1.50 x\s+\| –\s+\|$/)
})

it('puts a run into the README in place of the one before, and nothing else', () => {
  const report = { at: '2026-01-02T03:04:05.000Z', machine, rows: [row] }
  const once = putIntoReadme('before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n', report)
  expect(once).toMatch(
    /^before\n<!-- bench -->\nMeasured on 2026-01-02: 2 cores \(Some CPU\), 8 GB, Linux 6;/
  )
  expect(once).toMatch(/\| opening .*\n\n?<!-- \/bench -->\nafter\n$/)
  expect(once).not.toContain('old')
  expect(putIntoReadme(once, report)).toBe(once)
  expect(() => putIntoReadme('no marks', report)).toThrow('<!-- bench -->')
})

it('measures all, or what is asked for, in its own order', () => {
  expect(parseArguments(['--readme'])).toEqual({
    appSuites: ['scrolling', 'movement', 'catching-up', 'hidden', 'opening'],
    serverSuites: ['fan-out', 'latency', 'connections', 'reconnection', 'acknowledgement', 'first-message'],
    readme: true
  })
  const some = { appSuites: ['scrolling', 'opening'], serverSuites: ['fan-out'], readme: false }
  expect(parseArguments(['--only', 'fan-out,opening,scrolling'])).toEqual(some)
  expect(() => parseArguments(['--only', 'server'])).toThrow('There is no "server"')
  expect(() => parseArguments(['--only', 'opening', '--readme'])).toThrow('without --only')
  expect(() => parseArguments(['--quick'])).toThrow('--quick')
})

it('writes the same messages every time, and of every kind', () => {
  const write = (): string[] => Array.from({ length: 500 }, createTexts())
  const texts = write()
  expect(write()).toEqual(texts)
  expect(texts.some((text) => text.includes('```'))).toBe(true)
  expect(texts.some((text) => text.split('\n').length > 20)).toBe(true)
  expect(texts.every((text) => text.length > 0 && text.length <= 4000)).toBe(true)
})
