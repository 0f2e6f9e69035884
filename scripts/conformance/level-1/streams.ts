import { roomStream } from '../../../src/shared/protocol/constants.ts'
import type { Down } from '../../../src/shared/protocol/down.ts'
import { type Check, expectThat } from '../check.ts'
import { eventIn, expectRefusal, hear, newId, post, remove } from './talk.ts'
import { ask, type Guest, type Visit } from './visit.ts'

/** The past: by cursor after a pause, by page, and of another history. */
export const streams: readonly Check<Visit>[] = [
  {
    promise: 'Who comes back with a cursor hears exactly what they missed, in order and without gaps',
    async look(visit) {
      const [reader, other] = [await visit.live('user'), await visit.live('superuser')]
      const { cursors, stream, seq } = await lastOf(visit, { reader, other })
      await reader.leave()
      const victim = await post(other, visit.mark.text('missed, and deleted'))
      const missed = [victim]
      for (let i = 0; i < 4; i++) missed.push(await post(other, visit.mark.text('missed')))
      await remove(other, victim.id)

      const back = await visit.live('user', cursors)
      const events = back.said
        .flatMap((said) => eventIn(said) ?? [])
        .filter((event) => event.stream === stream)
      const seqs = events.map((event) => event.seq)
      expectThat(seqs[0] === seq + 1, `the first is ${seqs[0]}, the cursor was at ${seq}`)
      expectThat(
        seqs.every((one, index) => one === seq + 1 + index),
        `they are ${seqs.join(', ')}`
      )
      for (const { id } of missed) {
        const isThere = events.some(({ change }) => change.kind === 'posted' && change.message.id === id)
        expectThat(isThere, `the message ${id} is not among them`)
      }
      expectThat(
        events.some(({ change }) => change.kind === 'deleted' && change.messageId === victim.id),
        'the deletion is not among them'
      )
      return undefined
    }
  },
  {
    promise: 'A cursor of another history is told where both part',
    async look(visit) {
      const [reader, other] = [await visit.live('user'), await visit.live('superuser')]
      const { stream, seq } = await lastOf(visit, { reader, other })
      const strange = { [stream]: { seq, event: 'of-elsewhere' } }
      const back = await visit.live('user', strange)
      const told = back.said.find((said) => said?.type === 'diverged' && said.stream === stream)
      expectThat(told?.type === 'diverged', 'nothing is told')
      expectThat(told.common < seq, `both are said to agree up to ${told.common}`)
      const { common: from } = told
      const [event] = from === 0 ? [] : (await fetch(back, { stream, from, to: from })).events
      expectThat(told.event === (event?.id ?? ''), 'the event at which they agree is called otherwise')
      return undefined
    }
  },
  {
    promise: 'A page holds the events that were asked for, under the name of the request',
    async look(visit) {
      const guest = await visit.live('user')
      const first = await post(guest, visit.mark.text('on a page'))
      const last = await post(guest, visit.mark.text('on a page'))
      const stream = roomStream(first.roomId)
      const page = await fetch(guest, { stream, from: first.seq, to: last.seq })
      expectThat(page.stream === stream && page.to === last.seq, `it is of ${page.stream} up to ${page.to}`)
      const seqs = page.events.map(({ seq }) => seq)
      expectThat(seqs[0] === page.from && page.from === first.seq, `it begins at ${seqs[0]}`)
      expectThat(
        seqs.every((seq, index) => seq === page.from + index) && seqs.at(-1) === last.seq,
        `it holds ${seqs.join(', ')}`
      )
      return undefined
    }
  },
  {
    promise: 'What was deleted is replayed without its words',
    async look(visit) {
      const guest = await visit.live('superuser')
      const text = visit.mark.text('to be forgotten')
      const { id, seq, roomId } = await post(guest, text)
      await remove(guest, id)
      const { events } = await fetch(guest, { stream: roomStream(roomId), from: seq, to: seq })
      expectThat(events.length === 1, `${events.length} events came`)
      expectThat(!JSON.stringify(events).includes(text), 'they are there')
      return undefined
    }
  },
  {
    promise: 'A stream that is not one’s own is unknown',
    async look(visit) {
      const guest = await visit.live('user')
      const stream = `user:${visit.credentials('superuser').user.id}`
      for (const name of [stream, 'room:987654321']) {
        const requestId = newId()
        const frame = { type: 'fetch', request_id: requestId, stream: name, from: 1, to: 1 }
        await expectRefusal(guest, frame, { code: 'unknown_stream', requestId })
      }
      return undefined
    }
  }
]

/** Has something said, and answers where the room's stream stands then, with a cursor for that place. */
async function lastOf(visit: Visit, { reader, other }: { readonly reader: Guest; readonly other: Guest }) {
  const clientId = newId()
  await post(other, visit.mark.text('the last one heard'), clientId)
  const { event } = await hear(reader, clientId)
  const { stream, seq, id } = event
  return { stream, seq, cursors: { [stream]: { seq, event: id } } }
}

function fetch(
  guest: Guest,
  range: { readonly stream: string; readonly from: number; readonly to: number }
): Promise<Extract<Down, { type: 'page' }>> {
  const requestId = newId()
  ask(guest, { type: 'fetch', requestId, ...range })
  return guest.first('the page', (said) =>
    said?.type === 'page' && said.requestId === requestId ? said : null
  )
}
