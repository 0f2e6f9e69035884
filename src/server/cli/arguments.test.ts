import path from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from './arguments.ts'
import { parseNotify } from './notify.ts'
import { parseStart } from './start.ts'
import { parseUserAdd } from './user-add.ts'

const words = (line: string): string[] => line.split(' ').filter(Boolean)

test('start', () => {
  const dataFolder = path.resolve('d')
  expect(parseStart(words('--data d'))).toEqual({ dataFolder, port: null, name: null, json: false })
  const all = { dataFolder, port: 0, name: 'N', json: true }
  expect(parseStart(words('--data=d --port 0 --name N --json'))).toEqual(all)
  expect(parseStart([])).toMatchObject({ dataFolder: expect.stringMatching(/causerie.server$/i) })
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
  [parseStart, '--port x', /^x is not a port/],
  [parseStart, '--port 65536', /^65536 is not a port/],
  [parseStart, '--port=-1', /^-1 is not a port/],
  [parseStart, '--colour red', /^start has no option --colour: it has --data, --port, --name, --json/],
  [parseStart, '--toString', /^start has no option --toString/],
  [parseStart, '-x', /^start has no option -x/],
  [parseStart, '--json=yes', /^--json takes no value/],
  [parseStart, '--data=', /^The folder after --data is empty/],
  [parseStart, '--name=', /^The name after --name is empty/],
  [parseUserAdd, '', /^NAME is missing: write user add NAME/],
  [parseUserAdd, 'ada bob', /^bob is too much: write user add NAME alone/],
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
