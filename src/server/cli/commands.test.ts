import { describe, expect, test } from 'vitest'
import { UsageError } from './arguments.ts'
import { COMMANDS, readAsked } from './commands.ts'
import { HELP } from './help.ts'

const words = (line: string): string[] => line.split(' ').filter(Boolean)

describe('help', () => {
  test.each([
    ['', 'main'],
    ['--help', 'main'],
    ['-h', 'main'],
    ['help', 'main'],
    ['help start', 'start'],
    ['start --help', 'start'],
    ['start --port x -h', 'start'],
    ['user --help', 'user'],
    ['help user', 'user'],
    ['user add ada --help', 'user add'],
    ['help user add', 'user add']
  ])('%s', (line, topic) => {
    expect(readAsked(words(line))).toEqual({ kind: 'help', topic })
  })

  test('there is one for every command, which begins with how to write it', () => {
    for (const verb of Object.keys(COMMANDS))
      expect(HELP).toHaveProperty([verb], expect.stringMatching(`^${verb} `))
  })

  test('every command is named in the main help, or in the one about users', () => {
    for (const verb of Object.keys(COMMANDS)) {
      expect(HELP[verb.startsWith('user ') ? 'user' : 'main']).toMatch(new RegExp(`^ +${verb} `, 'm'))
    }
  })
})

test('a command is found with what was written after it', () => {
  const add = { kind: 'command', verb: 'user add', args: ['ada', '--superuser'] }
  expect(readAsked(words('user add ada --superuser'))).toEqual(add)
  const notify = { kind: 'command', verb: 'notify', args: ['--general', '--', '--help'] }
  expect(readAsked(words('notify --general -- --help'))).toEqual(notify)
  expect(readAsked(['--version'])).toEqual({ kind: 'version' })
})

test.each([
  ['dance', /^There is no command dance: write start, .* or user \(see --help\)\.$/],
  ['toString', /^There is no command toString/],
  ['help dance', /^There is no command dance/],
  ['--data d start', /^There is no command --data/],
  ['user', /^After user something is missing: write .*user add.* \(see user --help\)\.$/],
  ['user remove ada', /^There is no command user remove: write .*user add/],
  ['user remove --help', /^There is no command user remove/]
])('%s is refused with what to write instead', (line, sentence) => {
  expect(() => readAsked(words(line))).toThrow(UsageError)
  expect(() => readAsked(words(line))).toThrow(sentence)
})
