import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestFolder } from '../testkit/test-server.ts'
import { ConfigurationError } from './configuration-error.ts'
import { loadConfiguration } from './load.ts'
import { type SettingName, SETTINGS } from './settings.ts'

let folder: ReturnType<typeof createTestFolder>
let own: string
beforeEach(() => {
  folder = createTestFolder()
  own = path.join(folder.path, 'config.json')
})
afterEach(() => folder.remove())

type Texts = Readonly<Record<string, string>>

const load = (settings: Texts = {}, environment: Texts = {}, file: string | null = null) =>
  loadConfiguration({ settings, file }, environment, folder.path)

const write = (content: unknown, file = own): void => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
}

test('without anything said, everything is as usual, in the usual folder', () => {
  const { configuration, sources } = load()
  const usual = Object.fromEntries(Object.entries(SETTINGS).map(([name, { usual: value }]) => [name, value]))
  expect(configuration).toEqual({ ...usual, data: folder.path })
  expect(new Set(Object.values(sources))).toEqual(new Set(['usual']))
})

test('an option counts more than the environment, that more than the file, that more than what is usual', () => {
  write({ port: 1, name: 'Fichier', 'connections-per-user': 7, 'trusted-proxies': ['::1'] })
  const { configuration, sources } = load(
    { port: '3' },
    { CAUSERIE_PORT: '2', CAUSERIE_NAME: 'Autour', CAUSERIE_METRICS: '' }
  )
  expect(configuration).toMatchObject({
    port: 3,
    name: 'Autour',
    'connections-per-user': 7,
    'trusted-proxies': ['::1'],
    metrics: null
  })
  expect(sources).toMatchObject({
    port: '--port',
    name: 'CAUSERIE_NAME',
    'connections-per-user': own,
    metrics: 'usual',
    data: 'usual'
  })
})

test('the file is the one in the data folder, or the one that is named', () => {
  const other = path.join(folder.path, 'other.json')
  write({ port: 1 })
  write({ port: 2 }, other)
  const elsewhere = { CAUSERIE_DATA: path.join(folder.path, 'none') }
  expect(load({ data: folder.path }, elsewhere).configuration.port).toBe(1)
  expect(load({}, elsewhere).configuration).toMatchObject({ port: null, data: elsewhere.CAUSERIE_DATA })
  expect(load({}, { CAUSERIE_CONFIG: other }).sources.port).toBe(other)
  expect(load({}, { CAUSERIE_CONFIG: '' }).sources.port).toBe(own)
  expect(load({}, { CAUSERIE_CONFIG: 'nowhere' }, other).configuration.port).toBe(2)
})

test('lists are written with commas', () => {
  const { configuration } = load({ 'trusted-proxies': '127.0.0.1, 10.0.0.0/8,fd00::/8' })
  expect(configuration['trusted-proxies']).toEqual(['127.0.0.1', '10.0.0.0/8', 'fd00::/8'])
})

describe('refused, by its name, with where it came from and what to write', () => {
  test('as an option, in the environment and in the file', () => {
    const instead = 'is 70000: write a number from 0 to 65535.'
    expect(() => load({ port: '70000' })).toThrow(new ConfigurationError(`--port ${instead}`))
    expect(() => load({}, { CAUSERIE_PORT: '70000' })).toThrow(`CAUSERIE_PORT ${instead}`)
    write({ port: 70_000 })
    expect(() => load()).toThrow(`port in ${own} ${instead}`)
    // Also where another place counts more: it is wrong all the same.
    expect(() => load({ port: '1' })).toThrow(own)
  })

  const wrong: [SettingName, string][] = [
    ['data', ''],
    ['port', 'x'],
    ['port', '-1'],
    ['port', '1.5'],
    ['name', ''],
    ['name', 'x'.repeat(81)],
    ['public-url', 'chat.example.org'],
    ['public-url', 'http://chat.example.org'],
    ['public-url', 'https://chat.example.org/causerie'],
    ['public-url', 'https://chat.example.org/'],
    ['public-url', 'ftp://localhost'],
    ['trusted-proxies', 'nginx'],
    ['trusted-proxies', '10.0.0.0/33'],
    ['trusted-proxies', '10.0.0.0/8/8'],
    ['trusted-proxies', '127.0.0.1,'],
    ['metrics', '9470'],
    ['metrics', 'localhost:9470'],
    ['metrics', '127.0.0.1:70000'],
    ['metrics', '127.0.0.1:'],
    ['metrics', '127.0.0.1:0'],
    ['connections-per-user', '0'],
    ['commands-per-second', '9999999']
  ]
  test.each(wrong)('%s %j', (name, text) => {
    const message = `--${name} is ${text || 'empty'}: write ${SETTINGS[name].write}.`
    expect(() => load({ [name]: text })).toThrow(new ConfigurationError(message))
  })

  test.each([
    [{ prot: 1 }, /^prot in .*config\.json is no setting: there are port, name, /],
    [{ data: '/srv' }, /^data in .* has no effect: name the folder with --data or CAUSERIE_DATA\.$/],
    [{ port: '8470' }, /^port in .* is "8470": write a number from 0 to 65535, without quotes\.$/],
    [{ name: null }, /^name in .* is null: write a name/],
    [
      { 'trusted-proxies': '127.0.0.1' },
      /^trusted-proxies in .* is "127\.0\.0\.1": write addresses .*, each in quotes, as a list: \["127/
    ],
    [{ 'trusted-proxies': ['nginx'] }, /is \["nginx"\]: write addresses .*, each in quotes, as a list/],
    [[], /is no JSON object/],
    ['{', /cannot be read as JSON .*: put it right, or name another with --config\.$/]
  ])('the file %j', (content, message) => {
    write(content)
    expect(() => load()).toThrow(message)
  })

  test('a file that is named and is not there', () => {
    expect(() => load({}, {}, '/nowhere/config.json')).toThrow(
      /^\/nowhere\/config\.json cannot be read .*ENOENT/
    )
  })
})

test.each([
  ['public-url', 'https://chat.example.org'],
  ['public-url', 'https://chat.example.org:8443'],
  ['public-url', 'http://localhost:8470'],
  ['metrics', '10.0.0.5:9470'],
  ['metrics', '[::1]:9470']
] as const)('%s %j is taken', (name, text) => {
  expect(load({ [name]: text }).configuration[name]).toBe(text)
})
