import { CLOSE, PROTOCOL_VERSION, WELL_KNOWN_PATH } from '../../../src/shared/protocol/constants.ts'
import { Broken, type Check, expectThat } from '../check.ts'
import type { Answer } from '../peer.ts'
import { fence, eventIn, hear, newId, post } from './talk.ts'
import type { Visit } from './visit.ts'

/** Who comes in, how they are greeted, and who does not. */
export const doors: readonly Check<Visit>[] = [
  {
    promise: `${WELL_KNOWN_PATH} names the server, and protocol ${PROTOCOL_VERSION}`,
    async look({ client, origin }) {
      const found = await client.find(origin)
      if (!found.ok) throw new Broken(`the answer is: ${found.code}`)
      return found.value.name
    }
  },
  ...(['user', 'superuser'] as const).map((who): Check<Visit> => {
    return {
      promise: `The ${who} can sign in, and is told who they are`,
      async look(visit) {
        const { user } = await visit.signIn(who)
        const isRight = user.isSuperuser === (who === 'superuser')
        expectThat(isRight, `${user.username} is ${user.isSuperuser ? 'a' : 'no'} superuser`)
        return undefined
      }
    }
  }),
  {
    promise: 'Whoever comes with a Bearer token is greeted with hello before anything else',
    async look(visit) {
      const { token, user } = visit.credentials('user')
      const { guest, hello } = await visit.enter(token)
      expectThat(guest.said[0]?.type === 'hello', `${guest.texts[0]?.slice(0, 80)} came first`)
      expectThat(hello.protocol === PROTOCOL_VERSION, `its protocol is ${hello.protocol}`)
      expectThat(hello.user.id === user.id, `its user is ${hello.user.username}`)
      expectThat(hello.rooms.length > 0, 'it names no room')
      return undefined
    }
  },
  {
    promise: 'Whoever comes with a token in the address is greeted the level 0 way, never with hello',
    async look(visit) {
      const answer = await visit.knockSimply(visit.withToken(visit.credentials('user').token))
      if (answer.kind === 'refused') throw new Broken(`the socket is refused with ${answer.status}`)
      const { peer: guest } = answer
      await guest.until('online_users_update', () => typesIn(guest.texts).includes('online_users_update'))
      guest.send({ type: 'delete_message' })
      await guest.until('the error', () => typesIn(guest.texts).includes('error'))
      const types = typesIn(guest.texts)
      expectThat(!types.includes('hello'), 'hello came')
      return undefined
    }
  },
  {
    promise: 'Without a token, or with one that is not known, nobody comes in',
    async look(visit) {
      const nonsense = await visit.knock(visit.withHeaders({ authorization: 'Bearer nonsense' }))
      const outcomes = [outcomeOf(nonsense), outcomeOf(await visit.knock(visit.withHeaders({})))]
      outcomes.push(outcomeOf(await visit.knockSimply(visit.withToken('nonsense'))))
      const different = outcomes.find((outcome) => outcome !== 'refused with 401')
      expectThat(different === undefined, `one is ${different}`)
      return undefined
    }
  },
  {
    promise: 'A page of another site is refused with 403',
    async look(visit) {
      const authorization = `Bearer ${visit.credentials('user').token}`
      for (const origin of ['http://elsewhere.example', 'null', 'file://']) {
        const outcome = outcomeOf(await visit.knock(visit.withHeaders({ authorization, origin })))
        expectThat(outcome === 'refused with 403', `${origin} is ${outcome}`)
      }
      return undefined
    }
  },
  {
    promise: 'Nothing of the streams is told before resume; afterwards all of it, then caught_up',
    async look(visit) {
      const { guest } = await visit.enter(visit.credentials('user').token)
      const other = await visit.live('superuser')
      const clientId = newId()
      await post(other, visit.mark.text('before resume'), clientId)
      await fence(guest)
      expectThat(
        guest.said.every((said) => !eventIn(said)),
        'an event came'
      )
      guest.send({ type: 'resume', cursors: {} })
      await guest.until('caught_up', () => guest.said.some((said) => said?.type === 'caught-up'))
      const end = guest.said.findIndex((said) => said?.type === 'caught-up')
      await hear(guest, clientId)
      const place = guest.said.findIndex((said) => {
        const change = eventIn(said)?.change
        return change?.kind === 'posted' && change.message.clientId === clientId
      })
      expectThat(place < end, 'what was said before came after caught_up')
      return undefined
    }
  },
  {
    promise: `Signing out closes the sockets of that session with ${CLOSE.signedOut}, and its token is void`,
    async look(visit) {
      const stays = await visit.live('user')
      const { token } = await visit.signIn('user')
      const { guest } = await visit.enter(token)
      expectThat(await visit.client.logout(visit.origin, token), 'signing out is refused')
      await guest.until('the end', () => guest.closeCode() !== null)
      expectThat(guest.closeCode() === CLOSE.signedOut, `it is closed with ${guest.closeCode()}`)
      const outcome = outcomeOf(await visit.knock(visit.withHeaders({ authorization: `Bearer ${token}` })))
      expectThat(outcome === 'refused with 401', `a new socket is ${outcome}`)
      await fence(stays)
      return undefined
    }
  }
]

function outcomeOf(answer: Answer<unknown>): string {
  return answer.kind === 'refused' ? `refused with ${answer.status}` : 'let in'
}

function typesIn(texts: readonly string[]): readonly unknown[] {
  return texts.map((text) => (JSON.parse(text) as { type?: unknown }).type)
}
