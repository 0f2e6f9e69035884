/** Version of level 1 that this code speaks; `hello` and `/.well-known/causerie` name it. */
export const PROTOCOL_VERSION = 1

/** A frame longer than this closes the socket with 1009. */
export const MAX_FRAME_BYTES = 1024 * 1024

/** Where a server listens on this computer unless that port is taken. */
export const USUAL_PORT = 8470

/** Longest message, in code points after trimming, unless `hello` says otherwise. */
export const MESSAGE_LIMIT = 4000

export const SOCKET_PATH = '/ws/notifications/'
export const LOGIN_PATH = '/api/login/'
export const LOGOUT_PATH = '/api/logout/'
export const SETUP_PATH = '/api/setup/'
export const WELL_KNOWN_PATH = '/.well-known/causerie'

/** Closing codes of the socket beyond RFC 6455's own. */
export const CLOSE = {
  /** The token was revoked, or is not known: sign in again. */
  signedOut: 4401,
  /** The other side broke the protocol; it may come back and resume. */
  protocolError: 1002,
  /** The server is stopping; come back later. */
  serviceRestart: 1012,
  /** This user has too many connections. */
  tryAgainLater: 1013
} as const

/** The stream that holds everything which happens in a room. */
export function roomStream(roomId: number): string {
  return `room:${roomId}`
}

/** The stream of what concerns everybody on the server. */
export const SERVER_STREAM = 'server'

/** The stream of what concerns one person. */
export function userStream(userId: number): string {
  return `user:${userId}`
}
