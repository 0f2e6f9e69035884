import Type, { type Static } from 'typebox'
import type { Capabilities } from '../model/capabilities.ts'
import { HISTORY_PATH, LOGIN_PATH, MESSAGE_LIMIT, ME_PATH, SOCKET_PATH } from './constants.ts'

const strict = { additionalProperties: false }
const part = (description: string) => ({ ...strict, description })
const text = (description: string) => Type.String({ minLength: 1, maxLength: 200, description })
/** From the server's address on, so that no profile leads a password elsewhere. */
const url = (description: string) =>
  Type.String({ pattern: '^/(?!/)[^\\s#\\\\]*$', maxLength: 500, description })
/** What is HTTP's own: a browser lets no page set these, and some of them break a request. */
const OWN_HEADERS =
  /^(connection|content-length|cookie|expect|host|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade|(proxy|sec)-.*)$/i
/** A header may hold no line break, whoever wrote the profile. */
const headerName = (description: string) =>
  Type.Refine(
    Type.String({
      pattern: '^[A-Za-z0-9-]{1,100}$',
      description: `${description} None of HTTP’s own, such as \`Cookie\` or \`Host\`.`
    }),
    (name) => !OWN_HEADERS.test(name)
  )
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const SignIn = Type.Object(
  {
    by: Type.Enum(['password', 'token'], {
      description: '`password`: the person types a name and a password. `token`: they paste a token.'
    }),
    url: url('Where name and password are sent, by POST.'),
    encoding: Type.Enum(['json', 'form'], { description: 'How the body of that request is written.' }),
    username: text('Name of the field that carries the user name.'),
    password: text('Name of the field that carries the password.'),
    token: text('Where the token is in the answer; a dot leads into an object.'),
    refreshToken: text('Where the token for a new token is in the answer, if there is one.'),
    user: text('Where the signed-in person is in the answer, if they are.')
  },
  strict
)
const Csrf = Type.Object(
  {
    url: url('A page that sets the CSRF cookie, asked by GET before the sign-in.'),
    cookie: text('Name of that cookie.'),
    header: headerName('Name of the header that sends its value back. `Referer` is sent with it.')
  },
  strict
)
const Refresh = Type.Object(
  {
    url: url('Where an expired token is exchanged for a new one, by POST.'),
    refreshToken: text('Name of the field that carries the token for a new token.'),
    token: text('Where the new token is in the answer.')
  },
  strict
)
const Me = Type.Object({ url: url('Answers who is signed in.') }, strict)
const Authorization = Type.Object(
  {
    header: headerName(
      'The header that carries the token over HTTP, and to the socket where `identity` is `header`.'
    ),
    scheme: Type.String({
      pattern: '^[A-Za-z0-9-]{0,40}$',
      description: 'The word before the token: `Bearer`, `Token`, or nothing.'
    })
  },
  strict
)
const Socket = Type.Object(
  {
    url: url('Path of the WebSocket.'),
    identity: Type.Enum(['query', 'cookie', 'header'], {
      description:
        'How the socket is told who opens it: a token in the query string, the session cookie, or a header.'
    }),
    query: text('Name of the parameter in the query string.'),
    origin: orNull(
      Type.String({
        pattern: '^https?://[!-.0-~]+$',
        description: 'The `Origin` to send; null: the address of the server.'
      })
    )
  },
  strict
)
const History = Type.Object(
  {
    url: url('Answers older messages, by GET.'),
    limit: text('Name of the parameter that says how many.'),
    before: text('Name of the parameter that says below which message id.'),
    size: Type.Integer({ minimum: 1, maximum: 1000, description: 'How many are asked for at once.' })
  },
  strict
)
const Fields = Type.Object(
  {
    messages: text('Where the list of messages is in the answer of the history.'),
    id: text('A message: its id.'),
    body: text('A message: its text.'),
    sender: text('A message: who sent it.'),
    sentAt: text('A message: when, in ISO 8601.'),
    userId: text('A person: their id.'),
    username: text('A person: their user name.'),
    firstName: text('A person: first name.'),
    lastName: text('A person: last name.'),
    isSuperuser: text('A person: whether they may delete for everyone.')
  },
  strict
)

/** A profile as it is written: every part may be left out. */
export const ProfileDocument = Type.Object(
  {
    profile: Type.Literal(1, { description: 'Version of this format.' }),
    name: Type.Optional(
      Type.String({
        maxLength: 80,
        description: 'Name of the server, as people read it. Empty: its host name.'
      })
    ),
    address: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'Address of the server, filled into the form. Empty: none.'
      })
    ),
    room: Type.Optional(text('Name of the one room.')),
    messageLimit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: 'Longest message, in code points.' })
    ),
    signIn: Type.Optional(Type.Partial(SignIn, part('How a person signs in.'))),
    csrf: Type.Optional(
      orNull(Type.Partial(Csrf, part('The protection that Django puts around a sign-in with cookies.')))
    ),
    refresh: Type.Optional(
      orNull(Type.Partial(Refresh, part('How an expired token is renewed without asking the person.')))
    ),
    me: Type.Optional(orNull(Type.Partial(Me, part('Where the app asks who is signed in.')))),
    authorization: Type.Optional(Type.Partial(Authorization, part('How a token is shown over HTTP.'))),
    socket: Type.Optional(Type.Partial(Socket, part('How the WebSocket is opened.'))),
    history: Type.Optional(orNull(Type.Partial(History, part('Where older messages come from.')))),
    fields: Type.Optional(
      Type.Partial(Fields, part('Names in what the server says; one that is not given has its usual names.'))
    )
  },
  strict
)
export type ProfileDocument = Static<typeof ProfileDocument>

/** A profile in full: how to sign in at a level 0 server, and how it is spoken to. Null: it has no such thing. */
export interface Profile {
  readonly name: string
  readonly address: string
  readonly room: string
  readonly messageLimit: number
  readonly signIn: Readonly<Static<typeof SignIn>>
  readonly csrf: Readonly<Static<typeof Csrf>> | null
  readonly refresh: Readonly<Static<typeof Refresh>> | null
  readonly me: Readonly<Static<typeof Me>> | null
  readonly authorization: Readonly<Static<typeof Authorization>>
  readonly socket: Readonly<Static<typeof Socket>>
  readonly history: Readonly<Static<typeof History>> | null
  /** A name that is not given: every usual spelling is understood. */
  readonly fields: Readonly<Partial<Static<typeof Fields>>>
}

/** What a part of a profile is where the part is given and leaves something out. */
export const PROFILE_DEFAULTS = {
  name: '',
  address: '',
  room: 'Général',
  messageLimit: MESSAGE_LIMIT,
  signIn: {
    by: 'password',
    url: LOGIN_PATH,
    encoding: 'json',
    username: 'username',
    password: 'password',
    token: 'token',
    refreshToken: 'refresh',
    user: 'user'
  },
  csrf: { url: '/accounts/login/', cookie: 'csrftoken', header: 'X-CSRFToken' },
  refresh: { url: '/api/token/refresh/', refreshToken: 'refresh', token: 'access' },
  me: { url: ME_PATH },
  authorization: { header: 'Authorization', scheme: 'Bearer' },
  socket: { url: SOCKET_PATH, identity: 'query', query: 'token', origin: null },
  history: { url: HISTORY_PATH, limit: 'limit', before: 'before', size: 100 },
  fields: {}
} as const satisfies Profile

/**
 * A profile with all that it leaves out. `csrf`, `refresh` and `me` are asked for only where the profile names them;
 * the history unless it is null.
 */
export function completeProfile(document: ProfileDocument): Profile {
  const defaults = PROFILE_DEFAULTS
  return {
    name: document.name ?? defaults.name,
    address: document.address ?? defaults.address,
    room: document.room ?? defaults.room,
    messageLimit: document.messageLimit ?? defaults.messageLimit,
    signIn: { ...defaults.signIn, ...document.signIn },
    csrf: document.csrf ? { ...defaults.csrf, ...document.csrf } : null,
    refresh: document.refresh ? { ...defaults.refresh, ...document.refresh } : null,
    me: document.me ? { ...defaults.me, ...document.me } : null,
    authorization: { ...defaults.authorization, ...document.authorization },
    socket: { ...defaults.socket, ...document.socket },
    history: document.history === null ? null : { ...defaults.history, ...document.history },
    fields: { ...document.fields }
  }
}

/** What a level 0 server can do for its clients, as far as its profile tells. */
export function capabilitiesOf(profile: Profile): Capabilities {
  return {
    answers: false,
    numbers: false,
    history: profile.history ? 'pages' : 'none',
    readMarks: false,
    announcements: false
  }
}
