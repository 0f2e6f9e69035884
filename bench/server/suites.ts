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
  const people = await step(`A server with ${PEOPLE.toLocaleString('en')} people`, () =>
    registerPeople(PEOPLE, PEOPLE)
  )
  const rows: Row[] = []
  for (const suite of suites) {
    rows.push(...(await step(`Measuring: ${suite}`, () => measureOne(suite, people))))
  }
  people.dispose()
  return rows
}

function measureOne(suite: ServerSuite, people: Population): Promise<Row[]> {
  switch (suite) {
    case 'fan-out':
      return measureFanOut(people)
    case 'latency':
      return measureLatency(people)
    case 'connections':
      return measureConnections(people)
    case 'reconnection':
      return measureReconnection(people)
    case 'acknowledgement':
      return measureAcknowledgement()
    case 'first-message':
      return measureFirstMessage()
  }
}
