import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { HistoryAnswer } from '../../shared/protocol/http.ts'
import { clientId } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

const HISTORY = '/api/chat/messages/'

let server: TestServer
let ada: string
let root: string

beforeEach(async () => {
  server = await startTestServer()
  ada = await server.addUser('ada')
  root = await server.addUser('root', true)
})
afterEach(() => server.dispose())

function get(path: string, token: string | null): Promise<Response> {
  return fetch(server.url + path, { headers: token === null ? {} : { authorization: `Bearer ${token}` } })
}

async function page(query: string): Promise<HistoryAnswer['results']> {
  const answer = await get(HISTORY + query, ada)
  expect(answer.status).toBe(200)
  return ((await answer.json()) as HistoryAnswer).results
}

async function expectError(answer: Response, status: number, code: ErrorCode): Promise<void> {
  expect(answer.status).toBe(status)
  expect(await answer.json()).toEqual({ code, message: ERROR_TEXTS[code] })
}

/** Posts `1`, `2` and so on: each text is its message's id. */
async function post(count: number): Promise<void> {
  const client = await server.connect(ada)
  for (let i = 1; i <= count; i++) {
    client.send({ type: 'chat_message', message: String(i), client_id: clientId() })
    await client.next('accepted')
  }
}

async function remove(id: number): Promise<void> {
  const client = await server.connect(root, { level: 0 })
  // What it says first is said before it hears of deletions.
  await client.next('notifications_non_lues')
  client.send({ type: 'delete_message', message_id: id })
  await client.next('message_deleted')
}

const ids = (messages: HistoryAnswer['results']): number[] => messages.map(({ id }) => id)

describe('the history of a level 0 client', () => {
  test('is what it would have heard live, the newest first', async () => {
    const client = await server.connect(ada, { level: 0 })
    await client.next('notifications_non_lues')
    await post(2)
    const heard = await client.all('chat_message', 2)
    expect(await page('')).toEqual(heard.map(({ data }) => data).toReversed())
    expect(await page('?limit=1')).toEqual([heard[1]?.['data']])
  })

  test('goes back from a message, which is not in it, and does not name what was deleted', async () => {
    await post(5)
    await remove(3)
    expect(ids(await page('?before=5'))).toEqual([4, 2, 1])
    expect(ids(await page('?before=4&limit=1'))).toEqual([2])
    expect(ids(await page('?before=1'))).toEqual([])
    expect(ids(await page('?before=999999999999999&limit=2'))).toEqual([5, 4])
  })

  test('comes a hundred messages at a time, two hundred at most', async () => {
    const client = await server.connect(ada)
    const frames = Array.from({ length: 201 }, () => ({ message: 'cc', client_id: clientId() }))
    for (const frame of frames.slice(0, 150)) client.send({ type: 'chat_message', ...frame })
    await client.all('accepted', 150)
    const other = await server.connect(root)
    for (const frame of frames.slice(150)) other.send({ type: 'chat_message', ...frame })
    await other.all('accepted', 51)
    expect(await page('')).toHaveLength(100)
    expect(await page('?limit=200')).toHaveLength(200)
    expect(await page('?limit=1000')).toHaveLength(200)
  })

  test.each(['limit=0', 'limit=-1', 'limit=ten', 'limit=', 'limit=1&limit=2', 'before=0', 'before=1.5'])(
    '%s is malformed',
    async (query) => {
      await expectError(await get(`${HISTORY}?${query}`, ada), 400, 'bad_request')
    }
  )
})

test('says who is signed in', async () => {
  const answer = await get('/api/me/', root)
  expect(answer.status).toBe(200)
  const names = { first_name: '', last_name: '' }
  expect(await answer.json()).toEqual({ id: 2, username: 'root', ...names, is_superuser: true })
})

test.each([HISTORY, '/api/me/'])('%s is for those who are signed in', async (path) => {
  for (const token of [null, 'nonsense']) await expectError(await get(path, token), 401, 'unauthorized')
  await server.post('/api/logout/', '{}', { authorization: `Bearer ${ada}` })
  await expectError(await get(path, ada), 401, 'unauthorized')
})
