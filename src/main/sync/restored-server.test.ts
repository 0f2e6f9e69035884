import { expect, it, vi } from 'vitest'
import type { OpenedSync } from '../testkit/opened-sync.ts'
import { startRestorableServer } from '../testkit/restorable-server.ts'

type Opened = Omit<OpenedSync, 'token'>

async function says(opened: Opened, ...bodies: string[]): Promise<void> {
  for (const body of bodies) await opened.sync.send(1, body)
  await vi.waitFor(() => expect(opened.sync.unsentCount()).toBe(0))
}

/** Waits until all of them show the same so many messages, and answers their texts. */
async function sameFor(all: readonly Opened[], count: number): Promise<string[]> {
  return vi.waitFor(
    async () => {
      const shown = await Promise.all(all.map((opened) => opened.bodies()))
      const [first = []] = shown
      expect(first).toHaveLength(count)
      for (const bodies of shown) expect(bodies).toEqual(first)
      for (const { sync } of all) expect(sync.unsentCount()).toBe(0)
      return first
    },
    { timeout: 5000 }
  )
}

async function comeBack(all: readonly Opened[]): Promise<void> {
  for (const opened of all) {
    await opened.until('connection.changed', ({ phase }) => phase !== 'online')
    opened.sync.retryConnection()
  }
}

const incidentsOf = ({ sync }: Opened) => sync.incidents().map((incident) => ({ ...incident, id: 0, at: 0 }))

it('what its people wrote after the backup comes back from each of them, once and in their order', async () => {
  const server = await startRestorableServer()
  await server.addUser('root', true)
  await server.addUser('bob')
  const root = await server.open('root')
  const bob = await server.open('bob')
  await says(root, 'root 1', 'root 2')
  await says(bob, 'bob 1')
  await sameFor([root, bob], 3)
  await server.backUp()

  await says(root, 'root 3', 'root 4')
  await says(bob, 'bob 2', 'bob 3')
  const victim = (await root.messages())[2]
  expect(await root.sync.delete(victim?.clientId ?? '')).toMatchObject({ ok: true })
  await sameFor([root, bob], 6)
  root.stop()
  await server.restore()
  // One of them is back and writes on; the other comes later.
  await comeBack([bob])
  await says(bob, 'bob 4')
  expect(await sameFor([bob], 6)).toEqual(['root 1', 'root 2', 'bob 1', 'bob 2', 'bob 3', 'bob 4'])

  const again = await server.open('root', root.folder)
  const fresh = await server.open('bob')
  const bodies = await sameFor([again, bob, fresh], 8)
  expect(bodies.slice(5)).toEqual(['bob 4', 'root 3', 'root 4'])
  expect(incidentsOf(bob)).toEqual([{ id: 0, at: 0, kind: 'server-restored', resent: 2, lost: 2 }])
  expect(incidentsOf(again)).toMatchObject([{ resent: 2, lost: 2 }])
  expect(incidentsOf(fresh), 'who was not there is told nothing').toEqual([])
})

it('two devices of one person send the same again, and it is there once', async () => {
  const server = await startRestorableServer()
  await server.addUser('ada')
  await server.addUser('bob')
  const all = [await server.open('ada'), await server.open('ada'), await server.open('bob')] as const
  const [desk, lap, bob] = all
  await says(desk, 'one')
  await says(bob, 'two')
  await sameFor(all, 2)
  await server.backUp()
  await says(desk, 'three', 'four')
  await says(bob, 'five')
  await says(lap, 'six')
  await sameFor(all, 6)

  await server.restore()
  for (const { until } of all) await until('connection.changed', ({ phase }) => phase !== 'online')
  await desk.sync.send(1, 'typed meanwhile')
  await comeBack(all)
  const bodies = await sameFor(all, 7)
  expect(bodies.slice(0, 2)).toEqual(['one', 'two'])
  expect(bodies.filter((body) => !['two', 'five'].includes(body))).toEqual([
    'one',
    'three',
    'four',
    'six',
    'typed meanwhile'
  ])
  const fresh = await server.open('bob')
  expect(await sameFor([fresh, bob], 7)).toEqual(bodies)
  expect(all.map((opened) => incidentsOf(opened)[0])).toMatchObject([
    { resent: 3, lost: 1 },
    { resent: 3, lost: 1 },
    { resent: 1, lost: 3 }
  ])
})

it('a second restore of the same backup is as the first', async () => {
  const server = await startRestorableServer()
  await server.addUser('ada')
  const ada = await server.open('ada')
  await says(ada, 'one')
  await sameFor([ada], 1)
  await server.backUp()
  for (const body of ['two', 'three']) {
    await says(ada, body)
    await server.restore()
    await comeBack([ada])
    await vi.waitFor(() => expect(ada.sync.connection.phase).toBe('online'))
  }
  expect(await sameFor([ada], 3)).toEqual(['one', 'two', 'three'])
})
