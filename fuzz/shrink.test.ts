import { expect, test } from 'vitest'
import { drawHistory } from './draw.ts'
import type { History } from './history.ts'
import { kindOf, shrink } from './shrink.ts'

test('what a failing history fails without is left out, and the rest made smaller', async () => {
  const drawn = drawHistory(1)
  const history: History = {
    ...drawn,
    rooms: 3,
    operations: [
      ...drawn.operations,
      { do: 'type', device: 0, room: 0, count: 9 },
      ...drawn.operations,
      { do: 'demote', user: 2 },
      ...drawn.operations
    ]
  }
  const fails = async ({ operations }: History): Promise<boolean> => {
    const typed = operations.findIndex((operation) => operation.do === 'type')
    const demoted = operations.findLastIndex((operation) => operation.do === 'demote')
    return typed >= 0 && demoted > typed
  }
  const smallest = await shrink(history, fails)
  expect(smallest.operations.map((operation) => operation.do)).toEqual(['type', 'demote'])
  expect(smallest.operations[0]).toMatchObject({ count: 1 })
  expect(smallest).toMatchObject({ rooms: 1, isStrict: false })
})

test('problems are alike whatever texts and numbers they name', () => {
  expect(kindOf('"ada-0 2" in room 4 is lost')).toBe(kindOf('"bob-3 17" in room 1 is lost'))
  expect(kindOf('"ada-0 2" in room 4 is lost')).not.toBe(kindOf('"ada-0 2" in room 4 is there 2 times'))
})
