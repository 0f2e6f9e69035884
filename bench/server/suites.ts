import { step } from '../../scripts/lib/progress.ts'
import type { ServerSuite } from '../arguments.ts'
import type { Row } from '../report.ts'
import { measureAcknowledgement } from './acknowledgement.ts'
import { measureConnections } from './connections.ts'
import { measureFanOut } from './fan-out.ts'
import { measureFirstMessage } from './first-message.ts'
import { measureLatency } from './latency.ts'
import { registerPeople, type Population } from './population.ts'
import { measureReconnection } from './reconnection.ts'

const PEOPLE = 5000

/** What is measured on the server alone, with real processes on real folders. */
export async function measureServer(suites: readonly ServerSuite[]): Promise<Row[]> {
  let people = null as Population | null
  const everybody = async (): Promise<Population> =>
    (people ??= await step(`A server with ${PEOPLE.toLocaleString('en')} people`, () =>
      registerPeople(PEOPLE, PEOPLE)
    ))
  const rows: Row[] = []
  for (const suite of suites) {
    const measureSuite = await prepare(suite, everybody)
    rows.push(...(await step(`Measuring: ${suite}`, measureSuite)))
  }
  people?.dispose()
  return rows
}

/** How a suite is measured, once it has the people that it needs. */
async function prepare(
  suite: ServerSuite,
  everybody: () => Promise<Population>
): Promise<() => Promise<Row[]>> {
  if (suite === 'acknowledgement') return measureAcknowledgement
  if (suite === 'first-message') return measureFirstMessage
  const people = await everybody()
  const measures = {
    'fan-out': measureFanOut,
    latency: measureLatency,
    connections: measureConnections,
    reconnection: measureReconnection
  }
  return () => measures[suite](people)
}
