import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { folderOf, UsageError } from './arguments.ts'
import { parseNotify } from './notify.ts'
import { parseStart } from './start.ts'
import { parseUserAdd } from './user-add.ts'

const words = (line: string): string[] => line.split(' ').filter(Boolean)

test('start', () => {
  expect(parseStart([])).toEqual({ given: { settings: {}, file: null }, json: false })
  const given = { settings: { data: 'd', port: '0', 'public-url': 'https://x' }, file: 'f' }
  const line = '--data=d --port 0 --public-url https://x --config f --json'
  expect(parseStart(words(line))).toEqual({ given, json: true })
})

test('the data has a place of its own when none is named, which the environment can change', () => {
  expect(folderOf({}).path).toMatch(/causerie.server$/i)
  vi.stubEnv('CAUSERIE_DATA', 'e')
  expect(folderOf({}).path).toBe(path.resolve('e'))
  expect(folderOf({ data: 'd' }).path).toBe(path.resolve('d'))
  vi.unstubAllEnvs()
})

test('user add', () => {
  const { profile } = parseUserAdd(words('ada --superuser --first-name Ada --last-name Lovelace'))
  expect(profile).toEqual({ username: 'ada', isSuperuser: true, firstName: 'Ada', lastName: 'Lovelace' })
})

test('notify', () => {
  const notice = { username: null, title: 'Ce soir', body: 'Dix minutes' }
  expect(parseNotify(['--general', ' Dix minutes ', '--title', 'Ce soir ']).notice).toEqual(notice)
  const one = parseNotify(['Dix minutes', '--user', 'ines']).notice
  expect(one).toEqual({ ...notice, username: 'ines', title: '' })
  expect(parseNotify(['--general', '--', '--help']).notice.body).toBe('--help')
})

test.each([
  [parseStart, 'now', /^now is too much: write start alone/],
  [parseStart, '--port', /^A value is missing after --port/],
  [parseStart, '--port --json', /^A value is missing after --port/],
  [
    parseStart,
    '--colour red',
    /^start has no option --colour: it has --data, --port, --name, .*, --config, --json/
  ],
  [parseStart, '--toString', /^start has no option --toString/],
  [parseStart, '-x', /^start has no option -x/],
  [parseStart, '--json=yes', /^--json takes no value/],
  [parseUserAdd, '', /^NAME is missing: write user add NAME/],
  [parseUserAdd, 'ada bob', /^bob is too much: write user add NAME alone/],
  [
    parseUserAdd,
    `ada --first-name ${'x'.repeat(151)}`,
    /^What is written after --first-name cannot be a name/
  ],
  [parseUserAdd, 'ada --last-name A\u001B[2J', /^What is written after --last-name cannot be a name/],
  [parseNotify, '', /^Nobody is named/],
  [parseNotify, 'Bonjour', /^Nobody is named/],
  [parseNotify, '--general', /^The text is missing/],
  [parseNotify, '--user ines', /^The text is missing/],
  [parseNotify, '--user= Bonjour', /^Nobody is named/],
  [parseNotify, '--general --user ines Bonjour', /^Either --general/],
  [parseNotify, '--general Dix minutes', /quotes, "Dix minutes"/]
])('%o %s is refused with what to write instead', (parse, line, sentence) => {
  expect(() => parse(words(line))).toThrow(UsageError)
  expect(() => parse(words(line))).toThrow(sentence)
})
