/**
 * Measures, prints a table and writes JSON. It asserts nothing: each figure stands beside its floor, which is measured
 * in the same run, in turns with it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultsFolder, root } from '../scripts/lib/paths.ts'
import { say } from '../scripts/lib/progress.ts'
import { runVerb } from '../scripts/lib/verb.ts'
import { measureApp } from './app-suites.ts'
import { parseArguments } from './arguments.ts'
import { describeMachine, machineWith } from './machine.ts'
import { formatTable, putIntoReadme, type Report } from './report.ts'
import { measureServer } from './server/suites.ts'

runVerb(async () => {
  const { appSuites, serverSuites, readme } = parseArguments(process.argv.slice(2))
  const onApp = appSuites.length > 0 ? await measureApp(appSuites) : { rows: [], app: null }
  const onServer = serverSuites.length > 0 ? await measureServer(serverSuites) : []
  const rows = [...onApp.rows, ...onServer]
  const report: Report = { at: new Date().toISOString(), machine: machineWith(onApp.app), rows }
  process.stdout.write(`${describeMachine(report.machine)}\n\n${formatTable(rows)}\n`)
  mkdirSync(resultsFolder, { recursive: true })
  const file = join(resultsFolder, 'bench.json')
  writeFileSync(file, JSON.stringify(report, undefined, 2))
  say(`All figures: ${file}`)
  if (readme) {
    const page = join(root, 'README.md')
    writeFileSync(page, putIntoReadme(readFileSync(page, 'utf8'), report))
  }
  return 0
})
