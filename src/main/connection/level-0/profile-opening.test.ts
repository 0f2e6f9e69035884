import { expect, it } from 'vitest'
import { completeProfile, type ProfileDocument } from '../../../shared/protocol/profile.ts'
import type { ProfileSession } from './profile-client.ts'
import { socketOpening } from './profile-opening.ts'

const session: ProfileSession = {
  token: 'a+b/c=',
  refreshToken: null,
  cookies: { sessionid: 's', csrftoken: 'c' },
  user: null,
  username: 'ada'
}

function open(parts: Omit<ProfileDocument, 'profile'>, held = session): ReturnType<typeof socketOpening> {
  return socketOpening(
    { origin: 'https://chat.example', profile: completeProfile({ profile: 1, ...parts }) },
    held
  )
}

it('shows a token in the query string, as a parameter among others', () => {
  const { url, headers } = open({})
  expect(url).toBe('wss://chat.example/ws/notifications/?token=a%2Bb%2Fc%3D')
  expect(headers).toEqual({ Origin: 'https://chat.example' })
  expect(open({ socket: { url: '/ws/?room=1', query: 'jwt' } }).url).toBe(
    'wss://chat.example/ws/?room=1&jwt=a%2Bb%2Fc%3D'
  )
})

it('shows the cookies of a session, and no token', () => {
  const { url, headers } = open({ socket: { identity: 'cookie' } })
  expect(url).toBe('wss://chat.example/ws/notifications/')
  expect(headers).toEqual({ Origin: 'https://chat.example', Cookie: 'sessionid=s; csrftoken=c' })
})

it('shows a token in a header, with the word before it that the profile says', () => {
  expect(open({ socket: { identity: 'header' } }).headers).toMatchObject({ Authorization: 'Bearer a+b/c=' })
  const own = { socket: { identity: 'header' }, authorization: { header: 'X-Token', scheme: '' } } as const
  expect(open(own).headers).toEqual({ Origin: 'https://chat.example', 'X-Token': 'a+b/c=' })
})

it('sends the origin that the profile names', () => {
  const { headers } = open({ socket: { origin: 'https://www.example' } })
  expect(headers).toEqual({ Origin: 'https://www.example' })
})

it('opens a socket for a profile whose names are no Unicode, as files can hold', () => {
  expect(open({ socket: { query: '\ud800' } }).url).toBe(
    'wss://chat.example/ws/notifications/?%EF%BF%BD=a%2Bb%2Fc%3D'
  )
})
