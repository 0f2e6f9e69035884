import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { OpenedProfile } from '../../shared/ipc/contract.ts'
import { LONGEST_PROFILE, parseProfile, type ProfileFault } from '../../shared/protocol/parse-profile.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'

/** A character of UTF-8 has four bytes at most. */
const MOST_BYTES = 4 * LONGEST_PROFILE

/** Reads the profile in a file that an organisation has handed out. */
export function readProfileFile(
  file: string
): Result<OpenedProfile, 'unreadable' | 'too_long'> | ProfileFault {
  try {
    if (statSync(file).size > MOST_BYTES) return fail('too_long')
    // Editors on Windows begin a file with a byte order mark.
    const parsed = parseProfile(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
    return parsed.ok ? ok({ file: basename(file), profile: parsed.value }) : parsed
  } catch {
    return fail('unreadable')
  }
}
