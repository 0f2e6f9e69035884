import { expect, test } from 'vitest'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { noMeter } from '../meter.ts'
import { createTestLog } from '../testkit/test-server.ts'
import { reportOn } from './report.ts'

test('a flood of refusals is one line a minute, and a slow commit one each', () => {
  const [clock, log] = [createTurnedClock(), createTestLog()]
  const counted: string[] = []
  const meter = reportOn({ ...noMeter, refused: (why) => counted.push(why) }, { clock, log })
  meter.committed(3, 999)
  for (let i = 0; i < 1000; i++) meter.refused('rate_limited')
  meter.refused('busy')
  expect(counted).toHaveLength(1001)
  expect(log.entries).toEqual([])
  clock.turn(60_000)
  meter.committed(7, 1000)
  clock.turn(60_000)
  meter.refused('busy')
  meter.flush()
  meter.flush()
  expect(log.entries).toEqual([
    { level: 'warn', event: 'refusals', fields: { rate_limited: 1000, busy: 1 } },
    { level: 'warn', event: 'store.slow_commit', fields: { commands: 7, milliseconds: 1000 } },
    { level: 'warn', event: 'refusals', fields: { busy: 1 } }
  ])
})
