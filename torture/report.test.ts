import { expect, it } from 'vitest'
import { parseArguments } from './arguments.ts'
import { describeRun, formatTable, isSound, putIntoReadme, type Outcome, type Report } from './report.ts'
import type { Row } from './verdict.ts'

const row: Row = {
  client: 'ines',
  typed: 1200,
  stored: 1200,
  seen: 5000,
  toSee: 5000,
  lost: 0,
  twice: 0,
  outOfOrder: 0,
  wrong: 0
}
const outcome: Outcome = {
  what: 'server killed',
  kills: 50,
  rows: [row, { ...row, client: 'tom' }],
  faults: { reset: 3, end: 2, 'silent-up': 1, 'silent-down': 1, 'silent-both': 4, stall: 5 },
  problems: [],
  folders: [],
  dispose: async () => undefined
}
const machine: Report['machine'] = {
  cores: 2,
  cpu: 'Some CPU',
  memoryGb: 8,
  system: 'Linux 6',
  node: '26.0.0',
  app: null
}
const report: Report = { at: '2026-01-02T03:04:05.000Z', seed: 7, machine, outcome }

it('prints a table with a line for each client, and says what befell the network', () => {
  const lines = formatTable([outcome]).split('\n')
  expect(lines).toHaveLength(4)
  expect(lines[2]).toMatch(/^\| server killed, 50 times \| ines +\| 1,200 \| 1,200 +\| 5,000 of 5,000 \| 0 /)
  expect(lines[3]).toMatch(/^\| +\| tom /)
})

it('says when, where and how, and what befell the network, where there was one', () => {
  expect(describeRun(report)).toBe(
    'server killed: 2026-01-02, seed 7; 2 cores (Some CPU), 8 GB, Linux 6; server on Node 26.0.0; ' +
      'the network had 3 resets, 2 ends, 6 silences, 2 of them one way, and 5 stalls'
  )
  expect(describeRun({ ...report, outcome: { ...outcome, faults: null } })).not.toContain('network')
})

it.each([
  ['lost', { rows: [{ ...row, lost: 1 }] }],
  ['twice', { rows: [row, { ...row, twice: 1 }] }],
  ['out of order', { rows: [{ ...row, outOfOrder: 1 }] }],
  ['wrong', { rows: [{ ...row, wrong: 1 }] }],
  ['said in words', { problems: ['something'] }]
])('is not sound when anything is %s', (_, change) => {
  expect(isSound(outcome)).toBe(true)
  expect(isSound({ ...outcome, ...change })).toBe(false)
})

it('puts a run into the README in place of the one before, and nothing else', () => {
  const once = putIntoReadme('before\n<!-- torture -->\nold\n<!-- /torture -->\nafter\n', [report, report])
  expect(once).toMatch(/^before\n<!-- torture -->\n- server killed: 2026-01-02, seed 7;.*\n- server killed/)
  expect(once).toMatch(/\| tom .*\n<!-- \/torture -->\nafter\n$/)
  expect(putIntoReadme(once, [report, report])).toBe(once)
  expect(() => putIntoReadme('no marks', [])).toThrow('<!-- torture -->')
})

it('takes 50 rounds of all and a seed of chance, or what it is told', () => {
  const usual = { victims: ['server', 'app', 'migration'], rounds: 50, mild: false, readme: false }
  expect(parseArguments([], () => 0.5)).toEqual({ ...usual, seed: 2 ** 30 })
  const told = ['--only', 'app', '--rounds', '2', '--seed', '7', '--mild']
  expect(parseArguments(told, () => 0)).toEqual({
    victims: ['app'],
    rounds: 2,
    seed: 7,
    mild: true,
    readme: false
  })
  expect(parseArguments(['--readme', '--seed', '7'], () => 0)).toEqual({ ...usual, seed: 7, readme: true })
  expect(() => parseArguments(['--only', 'page'], () => 0)).toThrow('There is no "page"')
  expect(() => parseArguments(['--rounds', 'many'], () => 0)).toThrow('--rounds takes a number')
  expect(() => parseArguments(['--rounds', '2', '--readme'], () => 0)).toThrow('--readme goes without')
  expect(() => parseArguments(['--quick'], () => 0)).toThrow('--quick')
})
