import { expect, test } from 'vitest'
import { addRooms } from './add-rooms.ts'
import { createTestCli } from './test-cli.ts'
import { clientId } from './test-client.ts'
import { startTestServer } from './test-server.ts'

test('a server in this process greets with its rooms, each with a stream of its own', async () => {
  const server = await startTestServer({}, { rooms: ['Cuisine', 'Jardin'] })
  const client = await server.connect(await server.addUser('ada'))
  expect((await client.next('hello'))['rooms']).toEqual([
    { id: 1, name: 'Général' },
    { id: 2, name: 'Cuisine' },
    { id: 3, name: 'Jardin' }
  ])
  client.send({ type: 'resume', cursors: {} })
  client.send({ type: 'chat_message', message: 'cc', client_id: clientId(), room: 3 })
  expect(await client.next('chat_message')).toMatchObject({ stream: 'room:3', seq: 1 })
  await server.dispose()
})

test('a folder gets rooms before a server process starts on it, and again when none runs', async () => {
  const cli = createTestCli()
  expect(await addRooms(cli.folder, ['Cuisine'])).toEqual([{ id: 2, name: 'Cuisine' }])
  expect(await addRooms(cli.folder, ['Jardin'])).toEqual([{ id: 3, name: 'Jardin' }])
  expect(await cli.run(['check'])).toMatchObject({ code: 0, out: expect.stringMatching(/\b3\s+rooms/) })
  await cli.dispose()
})
