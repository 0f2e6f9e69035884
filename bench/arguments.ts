import { parseArgs } from 'node:util'
import { Failure } from '../scripts/lib/progress.ts'

/** What can be measured by itself, in the order of the table: on the built app, and on the server alone. */
const APP_SUITES = ['scrolling', 'movement', 'catching-up', 'hidden', 'opening'] as const
const SERVER_SUITES = [
  'fan-out',
  'latency',
  'connections',
  'reconnection',
  'acknowledgement',
  'first-message'
] as const
const SUITES = [...APP_SUITES, ...SERVER_SUITES]
export type AppSuite = (typeof APP_SUITES)[number]
export type ServerSuite = (typeof SERVER_SUITES)[number]

export interface Options {
  readonly appSuites: readonly AppSuite[]
  readonly serverSuites: readonly ServerSuite[]
  /** Whether the README gets the table. */
  readonly readme: boolean
}

export function parseArguments(args: readonly string[]): Options {
  const { values } = parse(args)
  const names: readonly string[] = values.only?.split(',') ?? SUITES
  const unknown = names.find((name) => !SUITES.some((suite) => suite === name))
  if (unknown !== undefined)
    throw new Failure(`There is no "${unknown}": --only takes some of ${SUITES.join(',')}.`)
  const isWhole = values.only === undefined
  if (values.readme && !isWhole)
    throw new Failure('The README shows all of it: --readme goes without --only.')
  return {
    appSuites: APP_SUITES.filter((suite) => names.includes(suite)),
    serverSuites: SERVER_SUITES.filter((suite) => names.includes(suite)),
    readme: values.readme === true
  }
}

function parse(args: readonly string[]): { values: { only?: string; readme?: boolean } } {
  try {
    return parseArgs({ args: [...args], options: { only: { type: 'string' }, readme: { type: 'boolean' } } })
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error))
  }
}
