import { describe, expect, test } from 'vitest'
import { parseCommandLine, UsageError } from './arguments.ts'

const words = (line: string): string[] => line.split(' ').filter(Boolean)

describe('what is understood', () => {
  test.each([
    ['', { verb: 'help', topic: 'main' }],
    ['--help', { verb: 'help', topic: 'main' }],
    ['start --help', { verb: 'help', topic: 'start' }],
    ['status -h', { verb: 'help', topic: 'status' }],
    ['user --help', { verb: 'help', topic: 'user add' }],
    ['user add --help', { verb: 'help', topic: 'user add' }],
    ['notify --help', { verb: 'help', topic: 'notify' }],
    ['start --data d', { verb: 'start', data: 'd', port: null, name: null, json: false }],
    ['start --data d --port 0 --name N --json', { verb: 'start', data: 'd', port: 0, name: 'N', json: true }],
    ['status --data=d --json', { verb: 'status', data: 'd', json: true }]
  ])('%s', (line, command) => {
    expect(parseCommandLine(words(line))).toEqual(command)
  })

  test('user add', () => {
    const line = 'user add ada --superuser --password-stdin --first-name Ada --last-name Lovelace --data d'
    expect(parseCommandLine(words(line))).toEqual({
      verb: 'user add',
      data: 'd',
      username: 'ada',
      isSuperuser: true,
      isPasswordOnStdin: true,
      firstName: 'Ada',
      lastName: 'Lovelace'
    })
  })

  test('notify', () => {
    const everyone = ['notify', '--general', 'Dix minutes', '--title', 'Ce soir', '--data', 'd']
    const notice = { verb: 'notify', data: 'd', username: null, title: 'Ce soir', text: 'Dix minutes' }
    expect(parseCommandLine(everyone)).toEqual(notice)
    const one = parseCommandLine(['notify', 'Dix minutes', '--user', 'ines', '--data', 'd'])
    expect(one).toEqual({ ...notice, username: 'ines', title: '' })
  })

  test('the data has a place of its own when none is named', () => {
    expect(parseCommandLine(['start'])).toMatchObject({ data: expect.stringMatching(/causerie.server$/i) })
  })
})

test.each([
  'dance',
  'user',
  'user remove ada',
  'user add',
  'user add ada bob',
  'notify',
  'notify Bonjour',
  'notify --general',
  'notify --user ines',
  'notify --user= Bonjour',
  'notify --general --user ines Bonjour',
  'start now',
  'start --port',
  'start --port x',
  'start --port 65536',
  'start --port -1',
  'start --colour red',
  'start --data='
])('%s is refused with what to write instead', (line) => {
  expect(() => parseCommandLine(words(line))).toThrow(UsageError)
})

test('a text without quotes is refused with how to quote it', () => {
  expect(() => parseCommandLine(words('notify --general Dix minutes'))).toThrow('quotes, "Dix minutes"')
})
