/** The generated parts of `protocol.md`, by the name under which its text asks for them. */
import type { TSchema } from 'typebox'
import { NOTIFICATION_LIMITS } from '../../src/shared/model/notification.ts'
import { MOST_UNREAD } from '../../src/shared/model/reading.ts'
import * as wire from '../../src/shared/protocol/constants.ts'
import { DOWN_FRAMES } from '../../src/shared/protocol/down-frames.ts'
import { ERROR_MEANINGS, ERROR_TEXTS, isTemporary, type ErrorCode } from '../../src/shared/protocol/errors.ts'
import { DOWN_FRAMES_LEVEL_0, UP_FRAMES_LEVEL_0 } from '../../src/shared/protocol/level-0-frames.ts'
import { UP_FRAMES } from '../../src/shared/protocol/up.ts'
import { WireUser } from '../../src/shared/protocol/wire.ts'
import { LARGEST_PAGE, USUAL_PAGE } from '../../src/server/http/level-0-routes.ts'
import { LARGEST_HOLE, MOST_EVENTS_IN_PAGE, NEWEST_PAGE } from '../../src/server/rooms/reading.ts'
import { MOST_UNREAD_NAMED, MOST_WAITING_FETCHES } from '../../src/server/sessions/history.ts'
import { HEARTBEAT_MS } from '../../src/server/sessions/pulse.ts'
import { USUAL_LIMITS } from '../../src/server/limits.ts'
import {
  DOWN_EXAMPLES,
  DOWN_EXAMPLES_LEVEL_0,
  UP_EXAMPLES,
  UP_EXAMPLES_LEVEL_0,
  type Frames
} from './examples.ts'
import { httpSections } from './http-sections.ts'
import { descriptionOf, fieldTable, framesBySchema, jsonBlock, table } from './schema-tables.ts'

export function protocolTables(): Readonly<Record<string, string>> {
  return {
    version: String(wire.PROTOCOL_VERSION),
    'socket path': `\`${wire.SOCKET_PATH}\``,
    person: fieldTable(WireUser),
    'up, level 0': frameSections(UP_FRAMES_LEVEL_0, UP_EXAMPLES_LEVEL_0),
    'down, level 0': frameSections(DOWN_FRAMES_LEVEL_0, DOWN_EXAMPLES_LEVEL_0),
    'up, level 1': frameSections(UP_FRAMES, UP_EXAMPLES),
    'down, level 1': frameSections(DOWN_FRAMES, DOWN_EXAMPLES),
    errors: errorTable(),
    'closing codes': closingTable(),
    'signed out': String(wire.CLOSE.signedOut),
    'most unread': String(MOST_UNREAD),
    http: httpSections(),
    limits: limitTable()
  }
}

/** A section for each frame; two types that share a schema share it. */
function frameSections(frames: Readonly<Record<string, TSchema>>, examples: Frames): string {
  const sections = framesBySchema(frames).map(({ schema, types }) => {
    const heading = `#### ${types.map((type) => `\`${type}\``).join(', ')}`
    const shown = types.map((type) => jsonBlock(exampleOf(type, examples)))
    return [heading, descriptionOf(schema), fieldTable(schema), ...shown].join('\n\n')
  })
  return sections.join('\n\n')
}

function exampleOf(type: string, examples: Frames): unknown {
  const example = examples[type]
  if (example === undefined) throw new Error(`no example of ${type}`)
  return example
}

function errorTable(): string {
  const codes = Object.keys(ERROR_TEXTS) as ErrorCode[]
  const rows = codes.map((code) => [
    `\`${code}\``,
    ERROR_MEANINGS[code],
    isTemporary(code) ? 'yes' : 'no',
    ERROR_TEXTS[code]
  ])
  return table(['code', 'meaning', 'temporary', 'message'], rows)
}

function closingTable(): string {
  const names = Object.keys(wire.CLOSE) as (keyof typeof wire.CLOSE)[]
  return table(
    ['code', 'meaning'],
    names.map((name) => [String(wire.CLOSE[name]), wire.CLOSE_MEANINGS[name]])
  )
}

function limitTable(): string {
  const rows: [what: string, limit: string][] = [
    ['a frame', `${wire.MAX_FRAME_BYTES} bytes`],
    ['a message', `${wire.MESSAGE_LIMIT} code points after trimming; \`hello\` says it`],
    ['the title of a notification', `${NOTIFICATION_LIMITS.title} code points after trimming`],
    ['the text of a notification', `${NOTIFICATION_LIMITS.body} code points after trimming`],
    [
      'frames from one connection',
      `${USUAL_LIMITS.commandsPerSecond} a second, ${USUAL_LIMITS.commandsInABurst} at once; then \`rate_limited\``
    ],
    [
      'frames from all connections of one person',
      `${USUAL_LIMITS.commandsPerSecondOfUser} a second, ${USUAL_LIMITS.commandsInABurstOfUser} at once; then \`rate_limited\``
    ],
    ['`fetch` that wait for their answer', `${MOST_WAITING_FETCHES}; then \`busy\``],
    [
      'connections of one person',
      `${USUAL_LIMITS.connectionsPerUser}; then closing code ${wire.CLOSE.tryAgainLater}`
    ],
    [
      'connections from one address, through a proxy',
      `${USUAL_LIMITS.connectionsPerAddress}; then closing code ${wire.CLOSE.tryAgainLater}`
    ],
    [
      'handshakes from one address, through a proxy',
      `${USUAL_LIMITS.handshakesPerMinuteOfAddress} a minute; then 429 \`rate_limited\``
    ],
    [
      'events that `resume` sends one by one',
      `${LARGEST_HOLE}; then \`limited\` and the newest ${NEWEST_PAGE}`
    ],
    ['events in a `page`', `${MOST_EVENTS_IN_PAGE}, fewer where they are long`],
    ['notifications in `notifications_non_lues`', String(MOST_UNREAD_NAMED)],
    [
      'messages in a page of history over HTTP',
      `${USUAL_PAGE} unless asked otherwise, ${LARGEST_PAGE} at most`
    ],
    ['a ping of the server', `each ${HEARTBEAT_MS / 1000} s; \`hello\` says it`]
  ]
  return table(['what', 'limit'], rows)
}
