import type { TSchema } from 'typebox'
import * as wire from '../../src/shared/protocol/constants.ts'
import type { ErrorCode } from '../../src/shared/protocol/errors.ts'
import {
  HistoryAnswer,
  HistoryQuery,
  LoginAnswer,
  LoginRequest,
  SetupRequest,
  WellKnown
} from '../../src/shared/protocol/http.ts'
import { WireUser } from '../../src/shared/protocol/wire.ts'
import { BODY_EXAMPLES } from './examples.ts'
import { fieldTable, jsonBlock } from './schema-tables.ts'

/** The bodies that HTTP carries, by name; each has an example. */
export const HTTP_BODIES: Readonly<Record<keyof typeof BODY_EXAMPLES, TSchema>> = {
  WellKnown,
  LoginRequest,
  SetupRequest,
  LoginAnswer,
  HistoryAnswer,
  WireUser
}

type BodyName = keyof typeof BODY_EXAMPLES

interface Route {
  readonly title: string
  readonly meaning: string
  readonly query?: TSchema
  readonly body?: BodyName
  /** Null: none. */
  readonly answer: BodyName | null
  readonly errors: readonly (readonly [status: number, code: ErrorCode])[]
}

const SIGNED_IN = 'With `Authorization: Bearer` and the token.'
const routes: readonly Route[] = [
  {
    title: `GET ${wire.WELL_KNOWN_PATH}`,
    meaning: 'What the server is. A client asks before anybody signs in.',
    answer: 'WellKnown',
    errors: []
  },
  {
    title: `POST ${wire.LOGIN_PATH}`,
    meaning: 'Signs somebody in.',
    body: 'LoginRequest',
    answer: 'LoginAnswer',
    errors: [
      [400, 'bad_request'],
      [401, 'wrong_credentials'],
      [429, 'rate_limited']
    ]
  },
  {
    title: `POST ${wire.SETUP_PATH}`,
    meaning: 'Makes the first superuser with the one-time code that the server printed, and signs them in.',
    body: 'SetupRequest',
    answer: 'LoginAnswer',
    errors: [
      [400, 'bad_request'],
      [403, 'wrong_code'],
      [429, 'rate_limited']
    ]
  },
  {
    title: `POST ${wire.LOGOUT_PATH}`,
    meaning: `Revokes the token, and closes the sockets that were opened with it. ${SIGNED_IN} The answer is 204, without a body.`,
    answer: null,
    errors: [[401, 'unauthorized']]
  },
  {
    title: `GET ${wire.ME_PATH}`,
    meaning: `Who is signed in, for level 0 clients. ${SIGNED_IN}`,
    answer: 'WireUser',
    errors: [[401, 'unauthorized']]
  },
  {
    title: `GET ${wire.HISTORY_PATH}`,
    meaning: `Older messages, for level 0 clients: the newest ones below \`before\`, the newest first. ${SIGNED_IN}`,
    query: HistoryQuery,
    answer: 'HistoryAnswer',
    errors: [
      [400, 'bad_request'],
      [401, 'unauthorized']
    ]
  }
]

/** A section for each request over HTTP. */
export function httpSections(): string {
  return routes.map(routeSection).join('\n\n')
}

function routeSection({ title, meaning, query, body, answer, errors }: Route): string {
  const refusals = errors.map(([status, code]) => `${status} \`${code}\``).join(', ')
  return [
    `### \`${title}\``,
    meaning,
    ...(query ? ['Query:', fieldTable(query)] : []),
    ...(body ? ['Body:', ...bodyParts(body)] : []),
    ...(answer ? ['Answer:', ...bodyParts(answer)] : []),
    ...(refusals ? [`Refused with ${refusals}.`] : [])
  ].join('\n\n')
}

function bodyParts(name: BodyName): readonly string[] {
  const schema = name === 'WireUser' ? 'A [person](#a-person).' : fieldTable(HTTP_BODIES[name])
  return [schema, jsonBlock(BODY_EXAMPLES[name])]
}
