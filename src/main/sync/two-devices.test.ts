import { expect, it, onTestFinished, vi } from 'vitest'
import { clientId } from '../../shared/testkit/make.ts'
import type { TestClient } from '../../server/testkit/test-client.ts'
import { startTestServer } from '../../server/testkit/test-server.ts'
import { openSync, type OpenedSync } from '../testkit/opened-sync.ts'
import { temporaryFolder } from '../testkit/temporary.ts'

/** A real server with fifty rooms, Bob who talks in them, and Ada's computers. */
async function openRooms() {
  const names = Array.from({ length: 49 }, (_, index) => `room ${index + 2}`)
  const server = await startTestServer({}, { rooms: names })
  onTestFinished(server.dispose)
  const token = await server.addUser('ada')
  const bob = await server.connect(await server.addUser('bob'))
  const computers: OpenedSync[] = []
  const computer = (folder = temporaryFolder()): OpenedSync => {
    const opened = openSync(server.url, folder, token)
    computers.push(opened)
    return opened
  }
  /** Waits until a computer shows a room so, letting the pauses of all of them pass. */
  const shows = async (
    { sync }: OpenedSync,
    roomId: number,
    readN: number,
    unread: number
  ): Promise<void> => {
    await vi.waitFor(() => {
      computers.forEach(({ clock }) => clock.turn(1_000))
      expect(sync.reading(roomId)).toEqual({ roomId, readN, unread })
    })
  }
  return { server, bob, computer, shows }
}

let ids = 5_000

async function talk(bob: TestClient, room: number, count: number): Promise<void> {
  for (let index = 1; index <= count; index++) {
    const id = clientId(ids++)
    bob.send({ type: 'chat_message', message: `message ${index}`, client_id: id, room })
    await bob.next('accepted')
  }
}

it('what is read on one computer is read on the other, and unread there once it is made so', async () => {
  const { bob, computer, shows } = await openRooms()
  const [desk, lap] = [computer(), computer()]
  for (const one of [desk, lap])
    await vi.waitFor(() => expect(one.store.readings.position(50)).not.toBeNull())
  await talk(bob, 1, 5)
  await talk(bob, 50, 3)
  for (const one of [desk, lap]) await shows(one, 50, 0, 3)
  await desk.sync.markRead(50, 2)
  await shows(lap, 50, 2, 1)
  await lap.sync.markRead(50, 3)
  await shows(desk, 50, 3, 0)
  await desk.sync.markUnread(50, 2)
  await shows(lap, 50, 1, 2)
  expect(desk.sync.reading(50)).toEqual({ roomId: 50, readN: 1, unread: 2 })
  expect(lap.sync.reading(1).unread).toBe(5)
})

it('what was read or made unread without a connection is so everywhere afterwards', async () => {
  const { server, bob, computer, shows } = await openRooms()
  const folder = temporaryFolder()
  const [desk, lap] = [computer(folder), computer()]
  for (const one of [desk, lap])
    await vi.waitFor(() => expect(one.store.readings.position(50)).not.toBeNull())
  await talk(bob, 1, 4)
  await talk(bob, 2, 4)
  for (const one of [desk, lap]) await shows(one, 2, 0, 4)
  await lap.sync.markRead(2, 4)
  await shows(desk, 2, 4, 0)
  desk.stop()
  await server.restart()
  const again = openSync('ws://127.0.0.1:1/', folder)
  await again.sync.markRead(1, 3)
  await again.sync.markUnread(2, 2)
  again.stop()
  const back = computer(folder)
  lap.sync.retryConnection()
  await shows(lap, 1, 3, 1)
  await shows(lap, 2, 1, 3)
  expect([back.sync.reading(1).readN, back.sync.reading(2).readN]).toEqual([3, 1])
  expect(back.news).toEqual([])
})

it('a new computer begins where the person has read, and is told of nothing that was there', async () => {
  const { bob, computer, shows } = await openRooms()
  const desk = computer()
  await vi.waitFor(() => expect(desk.store.readings.position(1)).not.toBeNull())
  await talk(bob, 1, 5)
  await shows(desk, 1, 0, 5)
  await desk.sync.markRead(1, 2)
  await vi.waitFor(() => {
    desk.clock.turn(1_000)
    expect(desk.store.readings.position(1)?.serverN).toBe(2)
  })
  const lap = computer()
  await shows(lap, 1, 2, 3)
  expect(lap.news).toEqual([])
})

it('a new computer does not take for read what came after somebody had read nothing', async () => {
  const { bob, computer, shows } = await openRooms()
  const desk = computer()
  await vi.waitFor(() => {
    desk.clock.turn(1_000)
    expect(desk.store.readings.position(50)?.serverN).toBe(0)
  })
  await talk(bob, 50, 3)
  await shows(desk, 50, 0, 3)
  const lap = computer()
  await shows(lap, 50, 0, 3)
  await shows(desk, 50, 0, 3)
})
