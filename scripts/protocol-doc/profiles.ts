import { PRESETS } from '../../src/shared/protocol/presets.ts'
import { completeProfile, type ProfileDocument } from '../../src/shared/protocol/profile.ts'

/** The profiles that the page for administrators shows, by the name under which it asks for them. */
export const EXAMPLE_PROFILES: Readonly<Record<string, ProfileDocument>> = {
  'preset token': PRESETS.token,
  'preset cookie': PRESETS.cookie,
  'profile of a whole organisation': {
    profile: 1,
    name: 'Labo Tourbe',
    address: 'https://intranet.labo-tourbe.example',
    room: 'Général',
    me: {},
    history: { size: 200 }
  },
  'profile with every part': { profile: 1, ...completeProfile(PRESETS.token) },
  'profile for DRF tokens': {
    profile: 1,
    signIn: { url: '/api-token-auth/' },
    authorization: { scheme: 'Token' },
    me: {}
  },
  'profile for simplejwt': {
    profile: 1,
    signIn: { url: '/api/token/', token: 'access' },
    refresh: {},
    me: {}
  },
  'profile for pasted tokens': {
    profile: 1,
    signIn: { by: 'token' },
    me: {}
  },
  'profile for a header': {
    profile: 1,
    socket: { identity: 'header' },
    me: {}
  }
}
