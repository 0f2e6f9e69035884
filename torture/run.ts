/**
 * Kills the server and the app, again and again, while everything passes through a network that a seed spoils; prints
 * what was typed, stored, seen, lost, twice and out of order. The seed draws the same faults again, though not at the
 * same byte: the processes are real.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeMachine, machineWith } from '../bench/machine.ts'
import { resultsFolder, root } from '../scripts/lib/paths.ts'
import { say, step } from '../scripts/lib/progress.ts'
import { runVerb } from '../scripts/lib/verb.ts'
import { tortureApp } from './app-rounds.ts'
import type { Weather } from './fault-proxy.ts'
import { parseArguments, type Options, type Victim } from './arguments.ts'
import { tortureMigration } from './migration-rounds.ts'
import {
  describeFaults,
  formatTable,
  isSound,
  putIntoReadme,
  type Outcome,
  type Report,
  type Rounds
} from './report.ts'
import { tortureServer } from './server-rounds.ts'
import { GUSTY, MILD, ROUGH } from './weathers.ts'

interface Torture {
  readonly what: string
  readonly weather: Weather
  readonly kill: (rounds: Rounds) => Promise<Outcome>
}

const tortures: Record<Victim, Torture> = {
  server: { what: 'Killing the server', weather: ROUGH, kill: tortureServer },
  app: { what: 'Killing the app', weather: GUSTY, kill: tortureApp },
  // It has no network.
  migration: { what: 'Killing migrations', weather: MILD, kill: tortureMigration }
}

runVerb(async () => {
  const options = parseArguments(process.argv.slice(2), Math.random)
  const { seed, readme } = options
  say(`Seed ${seed}`)
  const outcomes = await torture(options)
  const report: Report = { at: new Date().toISOString(), seed, machine: machineWith(null), outcomes }
  process.stdout.write(
    `${describeMachine(report.machine)}\n${describeFaults(outcomes)}\n\n${formatTable(outcomes)}\n`
  )
  mkdirSync(resultsFolder, { recursive: true })
  const file = join(resultsFolder, 'torture.json')
  writeFileSync(file, JSON.stringify(report, undefined, 2))
  say(`All of it: ${file}`)
  const broken = outcomes.filter((outcome) => !isSound(outcome))
  for (const { problems, folders } of broken)
    say([`Not sound, with --seed ${seed}. Kept: ${folders.join(', ')}`, ...problems].join('\n'))
  for (const outcome of outcomes) if (isSound(outcome)) await outcome.dispose()
  if (readme && broken.length === 0) {
    const page = join(root, 'README.md')
    writeFileSync(page, putIntoReadme(readFileSync(page, 'utf8'), report))
  }
  return broken.length === 0 ? 0 : 1
})

async function torture({ victims, rounds, seed, mild }: Options): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const victim of victims) {
    const { what, weather, kill } = tortures[victim]
    const wish = { rounds, seed, weather: mild ? MILD : weather }
    outcomes.push(await step(what, (say) => kill({ ...wish, say })))
  }
  return outcomes
}
