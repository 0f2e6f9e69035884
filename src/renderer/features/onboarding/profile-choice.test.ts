import { describe, expect, it } from 'vitest'
import type { OpenedProfile } from '../../../shared/ipc/contract.ts'
import { parseProfile } from '../../../shared/protocol/parse-profile.ts'
import { chosenProfile, FIRST_CHOICE, isOffered, nameOfOpened, takesToken } from './profile-choice.ts'
import type { ServerCheck } from './use-server-check.ts'

const opened: OpenedProfile = {
  file: 'organisation.json',
  profile: { profile: 1, name: ' Labo ', signIn: { by: 'token' } }
}
const server = { origin: 'https://causerie.example', name: 'Labo', needsSetup: false }
const found: ServerCheck = { state: 'found', server }
const foreign: ServerCheck = { state: 'problem', code: 'not_causerie' }

describe('the profile that is chosen', () => {
  it('is the preset of tokens at first, with a token of their own for whoever has one', () => {
    expect(takesToken(chosenProfile(FIRST_CHOICE))).toBe(false)
    const pasted = chosenProfile({ ...FIRST_CHOICE, hasToken: true })
    expect(takesToken(pasted)).toBe(true)
    expect(parseProfile(JSON.stringify(pasted))).toEqual({ ok: true, value: pasted })
  })

  it('stays the same object while the choice is the same, as a test of it must know', () => {
    const choices = [
      FIRST_CHOICE,
      { ...FIRST_CHOICE, hasToken: true },
      { ...FIRST_CHOICE, name: 'cookie' } as const
    ]
    for (const choice of choices) expect(chosenProfile({ ...choice })).toBe(chosenProfile(choice))
  })

  it('is the opened one when that is chosen, and a token of one’s own is for its preset alone', () => {
    expect(chosenProfile({ name: 'opened', opened, hasToken: false })).toBe(opened.profile)
    expect(takesToken(chosenProfile({ name: 'cookie', opened, hasToken: true }))).toBe(false)
  })
})

it('names an opened profile by its name, or by its file', () => {
  expect(nameOfOpened(opened)).toBe('Labo')
  expect(nameOfOpened({ ...opened, profile: { profile: 1, name: ' ' } })).toBe('organisation.json')
})

describe('the offer of profiles', () => {
  it('is made where something else than a Causerie server answers, and not for a network that fails', () => {
    expect(isOffered(foreign, null)).toBe(true)
    expect(isOffered({ state: 'problem', code: 'unreachable' }, null)).toBe(false)
    expect(isOffered({ state: 'checking' }, null)).toBe(false)
  })

  it('is made with an opened profile whatever the address, unless a Causerie server answers there', () => {
    expect(isOffered({ state: 'idle' }, opened)).toBe(true)
    expect(isOffered({ state: 'problem', code: 'unreachable' }, opened)).toBe(true)
    expect(isOffered(found, opened)).toBe(false)
  })
})
