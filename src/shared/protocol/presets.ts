import type { ProfileDocument } from './profile.ts'

/** The profiles that the sign-in offers by itself. */
export const PRESETS = {
  /** *Django Channels, token*: a token from the sign-in, in the socket's query string. */
  token: { profile: 1 },
  /** *Django Channels, session cookie*: the sign-in of Django itself. */
  cookie: {
    profile: 1,
    signIn: { url: '/accounts/login/', encoding: 'form' },
    csrf: {},
    socket: { identity: 'cookie' }
  }
} as const satisfies Record<string, ProfileDocument>

export type PresetName = keyof typeof PRESETS
