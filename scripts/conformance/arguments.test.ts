import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { parseCommandLine, UsageError } from './arguments.ts'

const complete = [
  ['--url', 'http://127.0.0.1:8000/chat'],
  ['--user', 'ada'],
  ['--password', 'a'],
  ['--superuser', 'root'],
  ['--superuser-password', 'r']
]

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'profile.json')
  writeFileSync(file, text)
  return file
}

it('understands a complete line, with all defaults', () => {
  expect(parseCommandLine(complete.flat())).toEqual({
    origin: 'http://127.0.0.1:8000',
    user: { username: 'ada', password: 'a' },
    superuser: { username: 'root', password: 'r' },
    profile: { profile: 1 },
    level: null
  })
  expect(parseCommandLine([...complete.flat(), '--level', '1'])).toMatchObject({ level: 1 })
})

it('takes a profile for the description of a level 0 server', () => {
  // As editors on Windows begin a file.
  const file = fileWith('\uFEFF{"profile":1,"history":null}')
  const options = parseCommandLine([...complete.flat(), '--profile', file])
  expect(options).toMatchObject({ level: 0, profile: { history: null } })
})

it.each(complete.map(([option]) => option))('says that %s is missing', (missing) => {
  const args = complete.filter(([option]) => option !== missing).flat()
  expect(() => parseCommandLine(args)).toThrow(`${missing} is missing`)
})

it.each([
  [['--level', '2'], 'no level 2'],
  [['--superuser', 'ada'], 'the same person'],
  [['--url', 'http://chat.example.org'], 'in the clear'],
  [['--url', 'ftp://chat.example.org'], 'no address'],
  [['--colour'], '--colour'],
  [['--profile', '/nowhere/profile.json'], 'cannot be read'],
  [['--profile', fileWithin('{')], 'is not JSON'],
  [['--profile', fileWithin('{"profile":1,"socket":{"identity":"name"}}')], 'look at socket.identity'],
  [['--profile', fileWithin('{"profile":1}'), '--level', '1'], 'leave out']
])('refuses %j', (more, words) => {
  const args = [...complete.flat(), ...more.map((one) => (typeof one === 'function' ? one() : one))]
  expect(() => parseCommandLine(args)).toThrow(UsageError)
  expect(() => parseCommandLine(args)).toThrow(words)
})

it.each([
  [['--help'], 0, /^npm run conformance -- --url URL/, /^$/],
  [['--url', 'https://chat.example.org'], 2, /^$/, /^--user is missing/],
  [[...complete.flat(), '--url', 'http://127.0.0.1:1'], 1, /\d passed, 2 failed\n$/, /^$/]
])('as a program: %j ends with %s', async (args, code, out, err) => {
  const program = join(import.meta.dirname, '../conformance.ts')
  const ended = await new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, out: stdout, err: stderr })
    )
  })
  expect(ended).toEqual({
    code,
    out: expect.stringMatching(out) as string,
    err: expect.stringMatching(err) as string
  })
})

/** A file that is made when the test runs. */
function fileWithin(text: string): () => string {
  return () => fileWith(text)
}
