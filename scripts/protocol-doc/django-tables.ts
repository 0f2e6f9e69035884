/** The generated parts of `django.md`, by the name under which its text asks for them. */
import type { TSchema } from 'typebox'
import { HISTORY_PATH, LOGIN_PATH, ME_PATH, SOCKET_PATH } from '../../src/shared/protocol/constants.ts'
import { ERROR_TEXTS } from '../../src/shared/protocol/errors.ts'
import { DOWN_FRAMES_LEVEL_0, UP_FRAMES_LEVEL_0 } from '../../src/shared/protocol/level-0-frames.ts'
import { namesOf, type Names } from '../../src/shared/protocol/level-0-names.ts'
import { completeProfile, PROFILE_DEFAULTS, ProfileDocument } from '../../src/shared/protocol/profile.ts'
import { DOWN_EXAMPLES_LEVEL_0, UP_EXAMPLES_LEVEL_0, type Frames } from './examples.ts'
import { EXAMPLE_PROFILES } from './profiles.ts'
import { failureTable, stepTable } from './profile-steps.ts'
import {
  code,
  descriptionOf,
  fieldsOf,
  framesBySchema,
  jsonBlock,
  table,
  type Field
} from './schema-tables.ts'

export function djangoTables(): Readonly<Record<string, string>> {
  return {
    'socket path': `\`${SOCKET_PATH}\``,
    'login path': `\`${LOGIN_PATH}\``,
    'history path': `\`${HISTORY_PATH}\``,
    'me path': `\`${ME_PATH}\``,
    'refusals of a deletion': refusals(),
    'frames up': frameList(UP_FRAMES_LEVEL_0, UP_EXAMPLES_LEVEL_0),
    'frames down': frameList(DOWN_FRAMES_LEVEL_0, DOWN_EXAMPLES_LEVEL_0),
    names: nameTable(),
    'parts of the profile': partSections(),
    steps: stepTable(),
    failures: failureTable(),
    ...Object.fromEntries(
      Object.entries(EXAMPLE_PROFILES).map(([name, profile]) => [name, jsonBlock(profile)])
    )
  }
}

function refusals(): string {
  const { message_id_missing, not_superuser, message_not_found } = ERROR_TEXTS
  return [message_id_missing, not_superuser, message_not_found].map((text) => `- \`${text}\``).join('\n')
}

/** Each frame with an example, without what only a Causerie server says. */
function frameList(frames: Readonly<Record<string, TSchema>>, examples: Frames): string {
  return framesBySchema(frames)
    .flatMap(({ schema, types }) => {
      const shown = types.map((type) => {
        const { code: _, ...example } = examples[type] as Readonly<Record<string, unknown>>
        return jsonBlock(example)
      })
      return [descriptionOf(schema), ...shown]
    })
    .join('\n\n')
}

/** What each list of names is for. */
const NAME_MEANINGS: Readonly<Record<keyof Names, string>> = {
  inside: 'What is meant, where it is inside of the frame',
  messages: 'History: the list of messages',
  online: '`online_users_update`: the list of people',
  notifications: '`notifications_non_lues`: the list',
  count: '`notifications_non_lues`: how many',
  error: '`error`: the text',
  kind: 'A notification in a list: its kind',
  id: 'A message or a notification: its id',
  deletedId: '`message_deleted`: the id of the message',
  body: 'A message or a notification: its text',
  title: 'A notification: its title',
  sender: 'A message or a notification: who sent it',
  sentAt: 'A message or a notification: when',
  userId: 'A person: their id',
  username: 'A person: their user name',
  firstName: 'A person: first name',
  lastName: 'A person: last name',
  isSuperuser: 'A person: whether they may delete for everyone'
}

function nameTable(): string {
  const names = namesOf({})
  const inProfile = new Set(fieldsOf(ProfileDocument).map(({ path }) => path))
  const rows = (Object.keys(NAME_MEANINGS) as (keyof Names)[]).map((name) => [
    NAME_MEANINGS[name],
    list(names[name]),
    inProfile.has(`fields.${name}`) ? `\`fields.${name}\`` : ''
  ])
  return table(['what', 'looked for as, in this order', 'another name'], rows)
}

function list(names: readonly string[]): string {
  return Array.from(new Set(names), (name) => `\`${name}\``).join(', ')
}

/** A section for each part: what it is when the profile leaves it out, and every field of it. */
function partSections(): string {
  const all = fieldsOf(ProfileDocument)
  const isInside = ({ path }: Field): boolean => path.includes('.')
  const parts = all.filter((field) => !isInside(field) && all.some(({ path }) => isIn(path, field.path)))
  const plain = all.filter((field) => !isInside(field) && !parts.includes(field))
  return [
    partTable(plain),
    ...parts.flatMap((part) => [
      `### \`${part.path}\``,
      [part.meaning, absence(part)].join(' '),
      partTable(all.filter(({ path }) => isIn(path, part.path)))
    ])
  ].join('\n\n')
}

function isIn(path: string, part: string): boolean {
  return path.startsWith(`${part}.`)
}

function absence({ path, type }: Field): string {
  const isNullWithout = completeProfile({ profile: 1 })[path as keyof typeof PROFILE_DEFAULTS] === null
  if (isNullWithout) return 'Only where the profile names it; `{}` takes every default.'
  return type.includes('null') ? 'There unless it is `null`.' : 'Always there.'
}

function partTable(fields: readonly Field[]): string {
  const rows = fields.map(({ path, type, meaning }) => [
    `\`${path.slice(path.indexOf('.') + 1)}\``,
    type,
    defaultOf(path),
    meaning
  ])
  return table(['name', 'type', 'default', 'meaning'], rows)
}

function defaultOf(path: string): string {
  const [part = '', name = ''] = path.split('.')
  if (part === 'profile') return 'required'
  if (part === 'fields') return 'the usual names'
  const value: unknown = PROFILE_DEFAULTS[part as keyof typeof PROFILE_DEFAULTS]
  return code(name ? (value as Readonly<Record<string, unknown>>)[name] : value)
}
