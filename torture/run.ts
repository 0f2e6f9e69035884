/**
 * Kills the server and the app, again and again, while everything passes through a network that a seed spoils; prints
 * what was typed, stored, seen, lost, twice and out of order. The seed draws the same faults again, though not at the
 * same byte: the processes are real.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machineWith } from '../bench/machine.ts'
import { resultsFolder, root } from '../scripts/lib/paths.ts'
import { say, step } from '../scripts/lib/progress.ts'
import { runVerb } from '../scripts/lib/verb.ts'
import { tortureApp } from './app-rounds.ts'
import type { Weather } from './fault-proxy.ts'
import { FULL, parseArguments, VICTIMS, type Options, type Victim } from './arguments.ts'
import { tortureMigration } from './migration-rounds.ts'
import {
  describeRun,
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
  const { victims, readme, ...options } = parseArguments(process.argv.slice(2), Math.random)
  mkdirSync(resultsFolder, { recursive: true })
  let isEverySound = true
  for (const victim of victims) isEverySound = (await torture(victim, options)) && isEverySound
  if (readme && isEverySound) {
    const page = join(root, 'README.md')
    writeFileSync(page, putIntoReadme(readFileSync(page, 'utf8'), VICTIMS.flatMap(lastReport)))
  }
  return isEverySound ? 0 : 1
})

type Settings = Pick<Options, 'rounds' | 'seed' | 'mild'>

/** True: it found nothing. */
async function torture(victim: Victim, { rounds, seed, mild }: Settings): Promise<boolean> {
  const { what, weather, kill } = tortures[victim]
  const wish = { rounds, seed, weather: mild ? MILD : weather }
  const { dispose, ...outcome } = await step(`${what}, --seed ${seed}`, (say) => kill({ ...wish, say }))
  const report: Report = { at: new Date().toISOString(), seed, machine: machineWith(null), outcome }
  process.stdout.write(`${describeRun(report)}\n\n${formatTable([outcome])}\n\n`)
  const isShort = rounds < FULL || mild
  writeFileSync(resultOf(isShort ? `${victim}-short` : victim), JSON.stringify(report, undefined, 2))
  if (isSound(outcome)) {
    await dispose()
    return true
  }
  const { problems, folders } = outcome
  say([`Not sound, with --seed ${seed}. Kept: ${folders.join(', ')}`, ...problems].join('\n'))
  return false
}

const resultOf = (name: string): string => join(resultsFolder, `torture-${name}.json`)

/** What the last full run of a torture found, if there was one. */
function lastReport(victim: Victim): Report[] {
  const file = resultOf(victim)
  return existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8')) as Report] : []
}
