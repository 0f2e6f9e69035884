import { roomStream } from '../../../src/shared/protocol/constants.ts'
import { encodeUp } from '../../../src/shared/protocol/up.ts'
import { type Check, expectThat } from '../check.ts'
import { longText } from '../ground.ts'
import { accepted, expectRefusal, fence, hear, hearDeleted, newId, post, postedIn, remove } from './talk.ts'
import { ask, type Visit } from './visit.ts'

const BURST = 100

/** Saying something. */
export const messages: readonly Check<Visit>[] = [
  {
    promise: 'A message is accepted, and its event reaches everyone with the same id and seq',
    async look(visit) {
      const [author, reader] = [await visit.live('user'), await visit.live('superuser')]
      const [clientId, text] = [newId(), visit.mark.text('cc')]
      const answer = await post(author, text, clientId)
      const [own, others] = [await hear(author, clientId), await hear(reader, clientId)]
      for (const { event, message } of [own, others]) {
        expectThat(message.id === answer.id, `the answer says id ${answer.id}, the event ${message.id}`)
        expectThat(event.seq === answer.seq, `the answer says seq ${answer.seq}, the event ${event.seq}`)
        expectThat(event.stream === roomStream(answer.roomId), `its stream is ${event.stream}`)
        expectThat(message.n === answer.n && message.rev === event.seq, 'n or rev are wrong')
        expectThat(message.body === text, `the text comes back as “${message.body}”`)
        expectThat(message.sender.id === visit.credentials('user').user.id, 'its sender is somebody else')
      }
      expectThat(own.event.id === others.event.id, 'the event has two names')
      return undefined
    }
  },
  {
    promise: 'The same client_id twice gets the same answer, and is one message',
    async look(visit) {
      const guest = await visit.live('user')
      const [clientId, text] = [newId(), visit.mark.text('sent twice')]
      const first = await post(guest, text, clientId)
      const second = await post(guest, text, clientId)
      expectThat(JSON.stringify(first) === JSON.stringify(second), 'the second answer is another')
      await fence(guest)
      const heard = guest.said.filter((said) => postedIn(said)?.message.clientId === clientId)
      expectThat(heard.length === 1, `it came ${heard.length} times`)
      return undefined
    }
  },
  {
    promise: 'The same client_id with another content is a conflict',
    async look(visit) {
      const guest = await visit.live('user')
      const clientId = newId()
      await post(guest, visit.mark.text('this'), clientId)
      const other = { type: 'chat_message', message: visit.mark.text('that'), client_id: clientId }
      await expectRefusal(guest, other, { code: 'conflict', requestId: clientId })
      return undefined
    }
  },
  {
    promise: 'A message that comes again after its deletion is answered, not revived',
    async look(visit) {
      const [author, superuser] = [await visit.live('user'), await visit.live('superuser')]
      const [clientId, text] = [newId(), visit.mark.text('comes too late')]
      const { id } = await post(author, text, clientId)
      await remove(superuser, id)
      await hearDeleted(author, id)
      const from = author.said.length
      const again = await post(author, text, clientId)
      await fence(author)
      expectThat(again.id === id, `its id is ${again.id} now`)
      expectThat(!author.said.slice(from).some(postedIn), 'it came once more')
      return undefined
    }
  },
  {
    promise: 'A blank message and one that is too long are refused by code and name',
    async look(visit) {
      const { guest, hello } = await visit.enter(visit.credentials('user').token)
      const long = longText(visit.mark.text('too long '), hello.messageLimit + 1)
      for (const [body, code] of [
        [' \n ', 'blank'],
        [long, 'too_long']
      ] as const) {
        const clientId = newId()
        const frame = encodeUp({ type: 'send', body, clientId, roomId: null })
        await expectRefusal(guest, frame, { code, requestId: clientId })
      }
      return undefined
    }
  },
  {
    promise: 'The longest message survives unchanged, emoji and all',
    async look(visit) {
      const { hello } = await visit.enter(visit.credentials('user').token)
      const guest = await visit.live('user')
      const [clientId, text] = [newId(), longText(visit.mark.text('long '), hello.messageLimit)]
      await post(guest, text, clientId)
      expectThat((await hear(guest, clientId)).message.body === text, 'other characters come back')
      return `${hello.messageLimit} code points`
    }
  },
  {
    promise: `${BURST} messages in a burst are all accepted, and reach another in order and without gaps`,
    async look(visit) {
      const [author, reader] = [await visit.live('user'), await visit.live('superuser')]
      const ids = Array.from({ length: BURST }, newId)
      for (const clientId of ids)
        ask(author, { type: 'send', body: visit.mark.text('burst'), clientId, roomId: null })
      const seqs: number[] = []
      for (const clientId of ids) seqs.push((await accepted(author, clientId)).seq)
      expectThat(isAscending(seqs), 'they were not accepted in the order in which they were sent')
      for (const clientId of ids) await hear(reader, clientId)
      const heard = reader.said
        .flatMap((said) => postedIn(said) ?? [])
        .filter(({ message }) => ids.includes(message.clientId))
      expectThat(
        heard.map(({ event }) => event.seq).join() === seqs.join(),
        'another heard them in another order, or some twice'
      )
      return undefined
    }
  },
  {
    promise: 'A level 0 client and a level 1 client hear each other',
    async look(visit) {
      const guest = await visit.live('superuser')
      const answer = await visit.knockSimply(visit.withToken(visit.credentials('user').token))
      expectThat(answer.kind === 'open', 'the level 0 client is refused')
      const { peer: simple } = answer
      const [theirs, ours] = [visit.mark.text('from level 0'), visit.mark.text('from level 1')]
      await simple.until('its greeting', () => simple.texts.length > 0)
      simple.send({ type: 'chat_message', message: theirs })
      await guest.first('the message of level 0', (said) =>
        postedIn(said)?.message.body === theirs ? said : null
      )
      await post(guest, ours)
      await simple.until('the message of level 1', () => simple.texts.some((text) => text.includes(ours)))
      return undefined
    }
  }
]

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))
}
