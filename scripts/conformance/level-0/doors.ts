import type { Opening } from '../../../src/main/connection/dialect.ts'
import type { ProfileSession } from '../../../src/main/connection/level-0/profile-client.ts'
import { socketOpening } from '../../../src/main/connection/level-0/profile-opening.ts'
import { CLOSE } from '../../../src/shared/protocol/constants.ts'
import { Broken, type Check, expectThat, Skipped } from '../check.ts'
import { settle, type Visit } from './visit.ts'

/** Who comes in, and who does not. */
export const doors: readonly Check<Visit>[] = [
  ...(['user', 'superuser'] as const).map((who): Check<Visit> => {
    return {
      promise: `The ${who} can sign in`,
      async look(visit) {
        await visit.signIn(who)
        return undefined
      }
    }
  }),
  {
    promise: 'The server says who is signed in',
    async look({ server, client, session }) {
      if (!server.profile.me) throw new Skipped('the profile has no `me`')
      const [user, superuser] = [
        await client.me(server, session('user')),
        await client.me(server, session('superuser'))
      ]
      if (!user.ok) throw new Broken(`the answer is: ${user.code}`)
      if (!superuser.ok) throw new Broken(`the answer to the superuser is: ${superuser.code}`)
      expectThat(user.value.id !== superuser.value.id, `both are ${user.value.username}`)
      return `${user.value.username} and ${superuser.value.username}`
    }
  },
  {
    promise: 'The socket opens with the Origin of the profile',
    async look(visit) {
      await visit.enter('user')
      const { url, headers } = openingOf(visit)
      const without = await attempt(visit, { url, headers: withoutOrigin(headers) })
      return `without any Origin: ${without}`
    }
  },
  ...['http://elsewhere.example', 'null', 'file://'].map((origin): Check<Visit> => {
    return {
      promise: `A page whose Origin is ${origin} is refused before the socket opens`,
      async look(visit) {
        const { url, headers } = openingOf(visit)
        const outcome = await attempt(visit, { url, headers: { ...withoutOrigin(headers), Origin: origin } })
        expectThat(/^refused with 4\d\d$/.test(outcome), `it is ${outcome}`)
        return outcome === 'refused with 403' ? undefined : outcome
      }
    }
  }),
  ...[
    { whose: 'that is not known', alter: withNonsense },
    { whose: 'that is missing', alter: withNothing }
  ].map(({ whose, alter }): Check<Visit> => {
    return {
      promise: `An identity ${whose} is refused before the socket opens, or closed with ${CLOSE.signedOut}`,
      async look(visit) {
        const outcome = await attempt(visit, socketOpening(visit.server, alter(visit.session('user'))))
        const isRefused = /^refused with 4\d\d$/.test(outcome) || outcome === `closed with ${CLOSE.signedOut}`
        expectThat(isRefused, `it is ${outcome}`)
        return outcome
      }
    }
  })
]

function openingOf({ server, session }: Visit): Opening {
  return socketOpening(server, session('user'))
}

/** What becomes of who opens a socket, in words. */
async function attempt(visit: Visit, opening: Opening): Promise<string> {
  const answer = await visit.knock(opening)
  if (answer.kind === 'refused') return `refused with ${answer.status}`
  const { peer } = answer
  await settle(peer)
  return peer.closeCode() === null ? 'let in' : `closed with ${peer.closeCode()}`
}

function withoutOrigin(headers: Opening['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'origin'))
}

function withNonsense(session: ProfileSession): ProfileSession {
  const cookies = Object.fromEntries(Object.keys(session.cookies).map((name) => [name, 'nonsense']))
  return { ...session, token: session.token && 'nonsense', cookies }
}

function withNothing(session: ProfileSession): ProfileSession {
  return { ...session, token: null, cookies: {} }
}
