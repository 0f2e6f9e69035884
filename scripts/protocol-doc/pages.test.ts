import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Check } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { CLOSE } from '../../src/shared/protocol/constants.ts'
import { DOWN_FRAMES } from '../../src/shared/protocol/down-frames.ts'
import { decodeDown } from '../../src/shared/protocol/down.ts'
import { ERROR_TEXTS } from '../../src/shared/protocol/errors.ts'
import { decodeFrameLevel0 } from '../../src/shared/protocol/level-0-client.ts'
import { DOWN_FRAMES_LEVEL_0, UP_FRAMES_LEVEL_0 } from '../../src/shared/protocol/level-0-frames.ts'
import { parseProfile } from '../../src/shared/protocol/parse-profile.ts'
import { ProfileDocument } from '../../src/shared/protocol/profile.ts'
import { decodeUp, UP_FRAMES } from '../../src/shared/protocol/up.ts'
import { root } from '../lib/paths.ts'
import {
  BODY_EXAMPLES,
  DOWN_EXAMPLES,
  DOWN_EXAMPLES_LEVEL_0,
  UP_EXAMPLES,
  UP_EXAMPLES_LEVEL_0
} from './examples.ts'
import { HTTP_BODIES } from './http-sections.ts'
import { makePages } from './pages.ts'
import { EXAMPLE_PROFILES } from './profiles.ts'
import { fieldsOf } from './schema-tables.ts'

const pages = await makePages()
const textOf = (path: string): string => pages.find((page) => page.path === path)?.text ?? ''

it.each(pages)('$path is what the code says: if not, run `npm run docs`', ({ path, text }) => {
  expect(readFileSync(join(root, path), 'utf8'), `${path} is out of date: run \`npm run docs\``).toBe(text)
})

const tables = [
  ['up, level 0', UP_FRAMES_LEVEL_0, UP_EXAMPLES_LEVEL_0],
  ['down, level 0', DOWN_FRAMES_LEVEL_0, DOWN_EXAMPLES_LEVEL_0],
  ['up, level 1', UP_FRAMES, UP_EXAMPLES],
  ['down, level 1', DOWN_FRAMES, DOWN_EXAMPLES]
] as const

describe.each(tables)('the frames %s', (_, frames, examples) => {
  it.each(Object.entries(frames))(
    '%s is on the page, each of its fields, with an example of it',
    (type, schema) => {
      const example = examples[type]
      expect(example).toMatchObject({ type })
      expect(Check(schema, example)).toBe(true)
      const page = textOf('docs/protocol.md')
      expect(page).toMatch(new RegExp(`^#### .*\`${type}\``, 'm'))
      for (const { path, meaning } of fieldsOf(schema)) {
        expect(page).toContain(`| \`${path}\``)
        expect(meaning, path).toMatch(/\.$/)
      }
    }
  )
})

it('shows no frame that the other side would not understand', () => {
  for (const frame of Object.values(DOWN_EXAMPLES)) {
    expect(decodeDown(JSON.stringify(frame))).toMatchObject({ ok: true, value: { type: expect.any(String) } })
  }
  for (const frame of Object.values(DOWN_EXAMPLES_LEVEL_0)) {
    const heard = decodeFrameLevel0(JSON.stringify(frame), {})
    expect(heard).toMatchObject({ ok: true, value: { type: expect.any(String) } })
  }
  for (const frame of [...Object.values(UP_EXAMPLES), ...Object.values(UP_EXAMPLES_LEVEL_0)]) {
    expect(decodeUp(JSON.stringify(frame))).toMatchObject({ ok: true })
  }
})

it('shows every error code and every closing code', () => {
  const page = textOf('docs/protocol.md')
  for (const code of Object.keys(ERROR_TEXTS)) expect(page).toMatch(new RegExp(`^\\| \`${code}\` +\\|`, 'm'))
  for (const code of Object.values(CLOSE)) expect(page).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'))
})

it.each(Object.entries(HTTP_BODIES))('shows a %s that is one', (name, schema) => {
  expect(Check(schema, BODY_EXAMPLES[name as keyof typeof BODY_EXAMPLES])).toBe(true)
  for (const { path, meaning } of fieldsOf(schema)) expect(meaning, path).toMatch(/\.$/)
})

it.each(Object.entries(EXAMPLE_PROFILES))('the %s is one', (_, profile) => {
  expect(parseProfile(JSON.stringify(profile))).toEqual({ ok: true, value: profile })
})

it('shows every part of a profile, with what it means', () => {
  for (const { path, meaning } of fieldsOf(ProfileDocument)) {
    expect(textOf('docs/django.md')).toContain(`\`${path.slice(path.indexOf('.') + 1)}\``)
    expect(meaning, path).toMatch(/\.$/)
  }
})

it('shows only profiles that the app would open', () => {
  const blocks = [...textOf('docs/django.md').matchAll(/```json\n(\{\s*"profile"[^]*?)\n```/g)]
  expect(blocks).toHaveLength(Object.keys(EXAMPLE_PROFILES).length)
  for (const [, json = ''] of blocks) expect(parseProfile(json)).toMatchObject({ ok: true })
})
