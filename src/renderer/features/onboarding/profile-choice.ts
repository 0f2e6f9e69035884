import type { OpenedProfile } from '../../../shared/ipc/contract.ts'
import { PRESETS, type PresetName } from '../../../shared/protocol/presets.ts'
import type { ProfileDocument } from '../../../shared/protocol/profile.ts'
import type { ServerCheck } from './use-server-check.ts'

/** How a server that is not a Causerie server is to be spoken to, as chosen so far. */
export interface ProfileChoice {
  /** One of ours, or the one that was opened. */
  readonly name: PresetName | 'opened'
  readonly opened: OpenedProfile | null
  /** With the preset that takes one: the person has a token already. */
  readonly hasToken: boolean
}

/** The most usual, so that Enter works. */
export const FIRST_CHOICE: ProfileChoice = { name: 'token', opened: null, hasToken: false }

const PASTED_TOKEN: ProfileDocument = { ...PRESETS.token, signIn: { by: 'token' } }

/** The same object as long as the choice is the same. */
export function chosenProfile({ name, opened, hasToken }: ProfileChoice): ProfileDocument {
  if (name === 'opened' && opened) return opened.profile
  if (name === 'cookie') return PRESETS.cookie
  return hasToken ? PASTED_TOKEN : PRESETS.token
}

/** Whether a person pastes a token instead of typing a password. */
export function takesToken(profile: ProfileDocument | null): boolean {
  return profile?.signIn?.by === 'token'
}

export function nameOfOpened({ file, profile }: OpenedProfile): string {
  return profile.name?.trim() || file
}

/** Whether something answers at an address that is no Causerie server. */
export function isForeign(check: ServerCheck): boolean {
  return check.state === 'problem' && check.code === 'not_causerie'
}

/** Whether the form asks how the server is spoken to: never of a Causerie server, at once of an opened profile's. */
export function isOffered(check: ServerCheck, opened: OpenedProfile | null): boolean {
  return isForeign(check) || (opened !== null && check.state !== 'found')
}
