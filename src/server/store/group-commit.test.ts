import { expect, test } from 'vitest'
import { noMeter } from '../meter.ts'
import { createTestLog } from '../testkit/test-server.ts'
import { createGroupCommit } from './group-commit.ts'
import type { Command, Outcome } from './store.ts'

const command: Command = { kind: 'delete', actorId: 1, messageId: 1, at: 0 }
const outcome: Outcome = {
  kind: 'deleted',
  event: { stream: 'room:1', seq: 1, id: 'e', change: { kind: 'deleted', roomId: 1, messageId: 1 } }
}

function setUp(append: (batch: readonly Command[]) => Promise<Outcome[]>) {
  const log = createTestLog()
  const told: string[] = []
  const commits = createGroupCommit({
    store: { append },
    publish: (events, moved) =>
      told.push(['published', events.length, ...moved.map(({ userId }) => `moved ${userId}`)].join(' ')),
    tellUntold: async () => void told.push('untold'),
    clock: { now: () => 0 },
    meter: noMeter,
    log
  })
  return { commits, told, log }
}

test('one turn is one batch, published before it is answered, answered in order', async () => {
  const batches: number[] = []
  const { commits, told } = setUp(async (batch) => {
    batches.push(batch.length)
    return batch.map(() => outcome)
  })
  commits.submit(command, () => told.push('first'))
  commits.inTurn(() => told.push('in turn'))
  commits.submit(command, () => told.push('second'))
  expect(told).toEqual([])
  await commits.idle()
  expect(batches).toEqual([2])
  expect(told).toEqual(['published 2', 'first', 'in turn', 'second'])
})

test('who has read how far is told with the events, before any answer', async () => {
  const position = { roomId: 1, n: 1, unread: 0, newestN: 1 }
  const { commits, told } = setUp(async (batch) =>
    batch.map((_, index) => (index === 0 ? outcome : { kind: 'position-moved', userId: 7, position }))
  )
  for (let i = 0; i < 2; i++) commits.submit(command, () => told.push('answered'))
  await commits.idle()
  expect(told).toEqual(['published 1 moved 7', 'answered', 'answered'])
})

test('what comes while a commit is under way is the next batch', async () => {
  const batches: number[] = []
  let finish = (): void => undefined
  const { commits, told } = setUp(async (batch) => {
    batches.push(batch.length)
    if (batches.length === 1) await new Promise<void>((resolve) => (finish = resolve))
    return batch.map(() => outcome)
  })
  commits.submit(command, () => told.push('first'))
  await new Promise((resolve) => setImmediate(resolve))
  await new Promise((resolve) => setImmediate(resolve))
  commits.submit(command, () => told.push('second'))
  commits.submit(command, () => told.push('third'))
  finish()
  await commits.idle()
  expect(batches).toEqual([1, 2])
  expect(told).toEqual(['published 1', 'first', 'published 2', 'second', 'third'])
})

test('a commit that fails is told to everyone in it as busy, and nothing is published', async () => {
  const { commits, told, log } = setUp(() => Promise.reject(new Error('disk full')))
  const answers: Outcome[] = []
  commits.submit(command, (answer) => answers.push(answer))
  commits.submit(command, (answer) => answers.push(answer))
  await commits.idle()
  expect(answers).toEqual([
    { kind: 'refused', code: 'busy' },
    { kind: 'refused', code: 'busy' }
  ])
  expect(told).toEqual(['untold', 'published 0'])
  expect(log.entries.map(({ event }) => event)).toEqual(['store.commit_failed'])
})

test('a listener that throws keeps nobody from their answer', async () => {
  const { commits, told, log } = setUp(async (batch) => batch.map(() => outcome))
  commits.submit(command, () => {
    throw new Error('gone')
  })
  commits.submit(command, () => told.push('second'))
  await commits.idle()
  expect(told).toContain('second')
  expect(log.entries.map(({ event }) => event)).toEqual(['store.listener_failed'])
})
