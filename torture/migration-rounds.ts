import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../scripts/lib/paths.ts'
import { start } from '../scripts/lib/programs.ts'
import { createSeededRandom } from '../src/shared/testkit/seeded-random.ts'
import { readFormerCopy, SCHEMAS, writeFormerCopy } from './former-copy.ts'
import type { Outcome, Rounds } from './report.ts'
import { compareCopies, judgeTyped, type Row } from './verdict.ts'

const script = join(import.meta.dirname, 'opening-process.ts')
const hooks = join(root, 'scripts/lib/raw-files.ts')

interface FormerCopy {
  readonly file: string
  /** Milliseconds that opening takes when nobody disturbs it. */
  readonly takes: number
}

/** Kills the program while it brings a former program's copy to today's schema; then opens that copy to the end. */
export async function tortureMigration({ rounds, seed, say }: Omit<Rounds, 'weather'>): Promise<Outcome> {
  const random = createSeededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'causerie-migration-'))
  const copies = await Promise.all(
    Array.from({ length: SCHEMAS - 1 }, (_, index) => prepare(folder, index + 1))
  )
  const sums: Row[] = []
  const problems: string[] = []
  let kills = 0
  for (let round = 0; round < rounds; round++) {
    const copy = copies[round % copies.length]
    if (!copy) throw new Error('there is no former schema')
    const file = join(folder, `round-${round}.sqlite`)
    copyFileSync(copy.file, file)
    if ((await open(file, random() * copy.takes)).isKilled) kills++
    if ((await open(file, null)).took === null) problems.push(`${file} does not open any more.`)
    sums.push(judgeRound(copy.file, file))
    say(`${round + 1} of ${rounds}`)
  }
  return {
    what: 'killed in a migration',
    kills,
    rows: [sums.reduce(add)],
    faults: null,
    problems,
    folders: [folder],
    dispose: async () => rmSync(folder, { recursive: true, force: true })
  }
}

async function prepare(folder: string, schema: number): Promise<FormerCopy> {
  const file = join(folder, `schema-${schema}.sqlite`)
  writeFormerCopy(file, schema)
  const trial = join(folder, `trial-${schema}.sqlite`)
  copyFileSync(file, trial)
  const { took } = await open(trial, null)
  return { file, takes: took ?? 0 }
}

/**
 * Opens a copy in a process of its own, and kills it so many milliseconds after it has begun; null: lets it end.
 * `took`: how long it was until the copy was open; null: it never was.
 */
async function open(
  file: string,
  killAfter: number | null
): Promise<{ took: number | null; isKilled: boolean }> {
  const program = start(process.execPath, ['--import', hooks, script, file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  })
  let took: number | null = null
  program.child.on('message', (told: number | null) => {
    if (told !== null) took = told
    else if (killAfter !== null) void pause(killAfter).then(() => program.child.kill('SIGKILL'))
  })
  const end = await program.ended
  return { took, isKilled: end === 'SIGKILL' && took === null }
}

function judgeRound(former: string, file: string): Row {
  const [before, after] = [readFormerCopy(former), readFormerCopy(file)]
  const typed = before.waiting.map((key) => ({ key, isSure: true }))
  const waiting = judgeTyped(
    typed,
    after.waiting.map((key) => [key])
  )
  const held = compareCopies(after.messages, before.messages)
  return {
    ...held,
    client: 'the copy',
    typed: typed.length,
    stored: waiting.stored,
    lost: waiting.lost + held.lost,
    twice: waiting.twice + held.twice,
    outOfOrder: waiting.outOfOrder + held.outOfOrder
  }
}

function add(one: Row, other: Row): Row {
  return {
    client: one.client,
    typed: one.typed + other.typed,
    stored: one.stored + other.stored,
    seen: one.seen + other.seen,
    toSee: one.toSee + other.toSee,
    lost: one.lost + other.lost,
    twice: one.twice + other.twice,
    outOfOrder: one.outOfOrder + other.outOfOrder,
    wrong: one.wrong + other.wrong
  }
}
