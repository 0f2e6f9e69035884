import { codePointLength } from '../../../src/shared/model/text.ts'
import type { HeardMessage } from '../../../src/shared/protocol/unnumbered.ts'
import { type Check, expectThat } from '../check.ts'
import { longText } from '../ground.ts'
import { enterBoth, hear, hearRefusal, isSameName, postedIn, say } from './talk.ts'
import type { Visit } from './visit.ts'

/** Saying something. */
export const messages: readonly Check<Visit>[] = [
  {
    promise: 'A message reaches everyone, its author included, with id, text, sender and date',
    async look(visit) {
      const [author, reader] = await enterBoth(visit)
      const text = visit.mark.text('cc')
      const own = await say(author, text)
      const others = await hear(reader, text)
      expectThat(others.id === own.id, `its author hears the id ${own.id}, another ${others.id}`)
      const person = visit.whoIs('user')
      for (const { body, sender, sentAt } of [own, others]) {
        expectThat(body === text, `the text comes back as “${body}”`)
        expectThat(isSameName(sender.username, person.username), `its sender is ${sender.username}`)
        expectThat(sentAt !== null, 'it has no date that can be read')
      }
      const isOwnId = person.id === null || person.id === own.sender.id
      expectThat(isOwnId, `its sender has the id ${own.sender.id}, who signed in has ${person.id}`)
      return undefined
    }
  },
  {
    promise: 'Later messages have greater ids, whoever says them',
    async look(visit) {
      const [one, other] = await enterBoth(visit)
      const heard: HeardMessage[] = []
      for (const guest of [one, other, one]) heard.push(await say(guest, visit.mark.text('next')))
      const ids = heard.map(({ id }) => id)
      expectThat(
        ids.every((id, index) => id > (ids[index - 1] ?? 0)),
        `they are ${ids.join(', ')}`
      )
      return undefined
    }
  },
  {
    promise: 'Two equal texts in a row are two messages',
    async look(visit) {
      const guest = await visit.enter('user')
      const text = visit.mark.text('twice')
      const first = await say(guest, text)
      const second = await say(guest, text)
      expectThat(first.id !== second.id, `both have the id ${first.id}`)
      return undefined
    }
  },
  {
    promise: 'Fields that a server does not know do no harm',
    async look(visit) {
      const guest = await visit.enter('user')
      const text = visit.mark.text('more fields')
      guest.send({ type: 'chat_message', message: text, colour: 'blue', nested: { list: [1, null] } })
      await hear(guest, text)
      return undefined
    }
  },
  {
    promise: 'A blank message is refused, and is no message',
    async look(visit) {
      const guest = await visit.enter('user')
      const from = guest.said.length
      guest.send({ type: 'chat_message', message: ' \n ' })
      const words = await hearRefusal(guest, from)
      await say(guest, visit.mark.text('after a blank one'))
      const blank = guest.said.slice(from).find((said) => postedIn(said)?.body.trim() === '')
      expectThat(blank === undefined, 'it came as a message')
      return `“${words}”`
    }
  },
  {
    promise: 'A text with space around it is a message',
    async look(visit) {
      const guest = await visit.enter('user')
      const text = `  ${visit.mark.text('with space')} \n`
      const { body } = await say(guest, text)
      return body === text ? 'it comes back as it was sent' : 'it comes back trimmed'
    }
  },
  {
    promise: 'The longest message survives unchanged, emoji and all',
    async look(visit) {
      const guest = await visit.enter('user')
      const text = longText(visit.mark.text('long '), visit.server.profile.messageLimit)
      const { body } = await say(guest, text)
      expectThat(body === text, 'other characters come back')
      return `${codePointLength(text)} code points`
    }
  }
]
