/** What things are called in a message and in the person who sent it. */
export interface Names {
  readonly id: string
  readonly message: string
  readonly sender: string
  readonly date: string
  readonly userId: string
  readonly username: string
  readonly firstName: string
  readonly lastName: string
  readonly isSuperuser: string
}

/** The seed's own names. */
export const SEED_NAMES: Names = {
  id: 'id',
  message: 'message',
  sender: 'expediteur',
  date: 'date_creation',
  userId: 'id',
  username: 'username',
  firstName: 'first_name',
  lastName: 'last_name',
  isSuperuser: 'is_superuser'
}

/** What differs from one Django backend to the next, and what goes wrong with one. Read anew each time it matters. */
export interface Switches {
  /** By what a socket may say who opens it. */
  identity: readonly ('query' | 'cookie' | 'header')[]
  /** Nobody known opens a socket: 403 before the handshake, or accepted and then closed with 4401. */
  refusal: '403' | '4401'
  /** Whether the address is in ALLOWED_HOSTS; where it is not, all HTTP is answered 400. */
  knowsHost: boolean
  /** Hosts in an `Origin` that may open a socket; an empty list answers everybody 403. */
  allowedHosts: readonly string[]
  /** The word before the token in `Authorization`. */
  scheme: string

  /** Whether the sign-in form asks for the CSRF token. */
  csrf: boolean
  /** Whether it asks for a `Referer` of this host too, as it does over HTTPS. */
  checksReferer: boolean
  /** What the answer of the sign-in calls its parts; null: it has no such part. */
  loginKeys: { readonly token: string; readonly refresh: string | null; readonly user: string | null }
  /** The status of a wrong password: each of Django's token libraries has its own. */
  wrongPassword: 400 | 401 | 403
  /** What a view answers nobody known: the REST framework with tokens, with sessions, or `login_required`. */
  anonymous: 401 | 403 | 302
  /** Whether `/api/me/` exists. */
  me: boolean

  /** Whether there is a history over HTTP. */
  history: boolean
  /** Where the list is in its answer; null: the answer is the list. */
  historyUnder: string | null
  historyNames: Names
  /** Milliseconds before the history answers. */
  historyDelay: number
  historyIgnoresBefore: boolean
  /** The most messages in one answer, whatever was asked for; null: no limit. */
  historyCap: number | null

  /** Which broadcasts of messages and deletions a connection does not get; the index counts its own from 1. */
  loses: ((index: number, username: string) => boolean) | null
  /** Whether a broadcast is overtaken by the next one that somebody else caused. */
  reorders: boolean
  /** Milliseconds, by the server's clock, after which an open socket gets no broadcasts; null: never. */
  deafAfter: number | null
  /** User names whose messages are neither stored nor refused. */
  muted: readonly string[]
  /** Whether messages are trimmed before they are stored. */
  trims: boolean
  /** Milliseconds of silence of the client between two pings of a socket that is opened from now on. */
  pingEvery: number
  /** Milliseconds until daphne, which looks once a second, notices that a consumer has died: a 1011 or a 500. */
  deathNoticedAfter: number

  frameNames: Names
  idsAsStrings: boolean
  onlineUnder: 'users' | 'online_users' | 'data'
  notificationUnder: 'data' | 'notification' | 'flat'
  unread: 'list' | 'count' | 'both'
}

/** The seed as it was measured, on a good day. */
export function usualSwitches(): Switches {
  return {
    identity: ['query', 'cookie'],
    refusal: '403',
    knowsHost: true,
    allowedHosts: ['127.0.0.1', 'localhost'],
    scheme: 'Bearer',
    csrf: true,
    checksReferer: false,
    loginKeys: { token: 'token', refresh: 'refresh', user: 'user' },
    wrongPassword: 401,
    anonymous: 401,
    me: true,
    history: true,
    historyUnder: 'results',
    historyNames: SEED_NAMES,
    historyDelay: 0,
    historyIgnoresBefore: false,
    historyCap: null,
    loses: null,
    reorders: false,
    deafAfter: null,
    muted: [],
    trims: false,
    pingEvery: 20_000,
    deathNoticedAfter: 200,
    frameNames: SEED_NAMES,
    idsAsStrings: false,
    onlineUnder: 'users',
    notificationUnder: 'data',
    unread: 'both'
  }
}

/** For `loses`: every n-th broadcast of a connection. */
export function everyNth(n: number): (index: number) => boolean {
  return (index) => index % n === 0
}
