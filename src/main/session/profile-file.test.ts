import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LONGEST_PROFILE } from '../../shared/protocol/parse-profile.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { readProfileFile } from './profile-file.ts'

function write(text: string): string {
  const file = join(temporaryFolder(), 'labo.json')
  writeFileSync(file, text)
  return file
}

it('reads a profile, with the mark that some editors put in front', () => {
  const profile = { profile: 1, name: 'Labo', socket: { identity: 'cookie' } }
  expect(readProfileFile(write(`\uFEFF${JSON.stringify(profile)}`))).toEqual({
    ok: true,
    value: { file: 'labo.json', profile }
  })
})

it.each([
  ['{"profile":1,', { code: 'not_json' }],
  ['{"profile":2}', { code: 'not_profile', part: 'profile' }],
  ['{"profile":1,"socket":{"identity":"ticket"}}', { code: 'not_profile', part: 'socket.identity' }],
  ['{"profile":1,"sockets":{}}', { code: 'not_profile', part: 'sockets' }],
  // It would lead the password to another server.
  [
    '{"profile":1,"signIn":{"url":"//elsewhere.example/login/"}}',
    { code: 'not_profile', part: 'signIn.url' }
  ],
  [
    '{"profile":1,"signIn":{"url":"https://elsewhere.example/"}}',
    { code: 'not_profile', part: 'signIn.url' }
  ],
  [
    '{"profile":1,"authorization":{"header":"X\\r\\nCookie"}}',
    { code: 'not_profile', part: 'authorization.header' }
  ],
  // A socket cannot even be opened with it.
  [
    '{"profile":1,"authorization":{"header":"Trailer"}}',
    { code: 'not_profile', part: 'authorization.header' }
  ],
  ['{"profile":1,"csrf":{"header":"sec-websocket-key"}}', { code: 'not_profile', part: 'csrf.header' }],
  [`"${'x'.repeat(5 * LONGEST_PROFILE)}"`, { code: 'too_long' }]
])('says what is wrong with %.60s', (text, problem) => {
  expect(readProfileFile(write(text))).toEqual({ ok: false, ...problem })
})

it('says that a file cannot be read', () => {
  expect(readProfileFile(join(temporaryFolder(), 'absent.json'))).toEqual({ ok: false, code: 'unreadable' })
})
