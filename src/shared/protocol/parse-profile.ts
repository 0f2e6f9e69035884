import { Compile } from 'typebox/compile'
import { lazy } from '../std/lazy.ts'
import { fail, ok, type Result } from '../std/result.ts'
import { ProfileDocument } from './profile.ts'

// Not beside the schema: what compiles one may not run in the page.

/** Longer than any profile, in characters. */
export const LONGEST_PROFILE = 64 * 1024

/** Why a text is no profile; `part`: the first part that is wrong, with dots, empty for the whole. */
export type ProfileFault =
  | { readonly ok: false; readonly code: 'not_json' }
  | { readonly ok: false; readonly code: 'not_profile'; readonly part: string }

const validator = lazy(() => Compile(ProfileDocument))

/** Reads a profile as an organisation hands it out: JSON. */
export function parseProfile(json: string): Result<ProfileDocument, never> | ProfileFault {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return fail('not_json')
  }
  if (validator().Check(value)) return ok(value)
  const [error] = validator().Errors(value)
  const inside = error?.instancePath.split('/').filter(Boolean).join('.') ?? ''
  return { ok: false, code: 'not_profile', part: inside }
}
