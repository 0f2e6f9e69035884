import { expect, it, vi } from 'vitest'
import { posted, said } from '../../shared/testkit/make.ts'
import { comesBack, openOnline, type OpenedSync } from '../testkit/opened-sync.ts'

const EVENTS = 1000
const AT_ONCE = 200
const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => posted(from + index))

async function allPlaces({ sync }: OpenedSync): Promise<number[]> {
  const places: number[] = []
  for (let before: number | null = null, hasOlder = true; hasOlder;) {
    const page = await sync.page(1, before)
    places.unshift(...page.messages.map(({ placement }) => placement?.seq ?? 0))
    before = places[0] ?? 0
    hasOlder = page.hasOlder
  }
  return places
}

it('a link that dies again and again brings everything all the same, each once', async () => {
  const { server, visitor, opened } = await openOnline()
  const resumedAfter: number[] = [0]
  let link = visitor
  for (let held = 0; held < EVENTS; held = resumedAfter.at(-1) ?? 0) {
    link.say(...events(held + 1, held + AT_ONCE).map(said))
    await vi.waitFor(() => expect(opened.store.cursors.get('room:1')?.seq ?? 0).toBeGreaterThan(held))
    link.socket.terminate()
    link = await comesBack(server, opened)
    resumedAfter.push((await link.hear('resume')).cursors['room:1']?.seq ?? 0)
  }
  link.say({ type: 'caught-up' })
  expect(resumedAfter.length).toBeLessThan(50)
  expect(await allPlaces(opened)).toEqual(events(1, EVENTS).map(({ seq }) => seq))
})

it('what was left out comes page by page over links that die after each', async () => {
  const { server, visitor, opened } = await openOnline()
  visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: EVENTS, deleted: [] })
  visitor.say(...events(EVENTS + 1, EVENTS + 1).map(said), { type: 'caught-up' })
  let link = visitor
  for (let missing = EVENTS; missing > 0;) {
    const { requestId, stream, from, to } = await link.hear('fetch')
    expect(to, 'goes on where the last link ended').toBe(missing)
    link.say({ type: 'page', requestId, stream, from, to, events: events(from, to) })
    missing = from - 1
    await vi.waitFor(() => expect(opened.store.missing.newest('room:1')?.to ?? 0).toBe(missing))
    link.socket.terminate()
    link = await comesBack(server, opened)
    link.say({ type: 'caught-up' })
  }
  expect(await allPlaces(opened)).toEqual(events(1, EVENTS + 1).map(({ seq }) => seq))
  expect(link.unheard('fetch')).toBe(0)
})
