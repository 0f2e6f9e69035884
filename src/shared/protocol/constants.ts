/** Version of level 1 that this code speaks; `hello` and `/.well-known/causerie` name it. */
export const PROTOCOL_VERSION = 1

/** A frame longer than this closes the socket with `CLOSE.frameTooLong`: `ws` does it by itself. */
export const MAX_FRAME_BYTES = 1024 * 1024

/** Where a server listens on this computer unless that port is taken. */
export const USUAL_PORT = 8470

/** Longest message, in code points after trimming, unless `hello` says otherwise. */
export const MESSAGE_LIMIT = 4000

export const SOCKET_PATH = '/ws/notifications/'
export const LOGIN_PATH = '/api/login/'
export const LOGOUT_PATH = '/api/logout/'
export const SETUP_PATH = '/api/setup/'
/** Older messages and who is signed in, for level 0 clients: the others ask over the socket. */
export const HISTORY_PATH = '/api/chat/messages/'
export const ME_PATH = '/api/me/'
export const WELL_KNOWN_PATH = '/.well-known/causerie'

/** The codes with which one side closes the socket on the other. */
export const CLOSE = {
  protocolError: 1002,
  frameTooLong: 1009,
  internal: 1011,
  serviceRestart: 1012,
  tryAgainLater: 1013,
  signedOut: 4401
} as const

/** What each of them means; the protocol's document shows these sentences. */
export const CLOSE_MEANINGS: Readonly<Record<keyof typeof CLOSE, string>> = {
  protocolError: 'The other side broke the protocol. It may come back and resume.',
  frameTooLong: 'The other side sent a frame that is too long.',
  internal: 'Something of the server broke. Come back and resume.',
  serviceRestart: 'The server is stopping, or the rights of this person have changed. Come back and resume.',
  tryAgainLater: 'This person has too many connections, or this address.',
  signedOut: 'The token was revoked. Sign in again.'
}

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
