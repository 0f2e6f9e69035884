import { createInterface } from 'node:readline'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib/paths.ts'
import { firstLine, start, type Program } from '../../scripts/lib/programs.ts'
import { SETUP_PATH } from '../../src/shared/protocol/constants.ts'
import type { LoginAnswer } from '../../src/shared/protocol/http.ts'
import type { Row } from '../report.ts'
import { median } from '../statistics.ts'
import { startCrowd, type CrowdLink } from './crowd-link.ts'
import { makeFolder } from './population.ts'
import { NOTHING_YET } from './gathering.ts'

const ROUNDS = 5

/** From the start of a server on an empty folder until the first message of its first person is acknowledged. */
export async function measureFirstMessage(): Promise<Row[]> {
  const figures: number[] = []
  const crowd = await startCrowd()
  for (let round = 0; round < ROUNDS; round++) figures.push(await secondsToFirstMessage(crowd))
  await crowd.stop()
  return [
    {
      what: 'a local server from nothing to the first message: process, folder, first person, sign-in, acknowledgement',
      measured: `${median(figures).toFixed(2)} s`,
      floor: '–',
      ratio: '',
      goal: '≤ 3 s',
      raw: { figures }
    }
  ]
}

async function secondsToFirstMessage(crowd: CrowdLink): Promise<number> {
  const folder = makeFolder()
  const began = performance.now()
  const server = start(
    process.execPath,
    [join(root, 'src/server/cli.ts'), 'start', '--data', folder, '--port', '0', '--json'],
    { stdio: ['ignore', 'pipe', 'pipe'] }
  )
  const [line, code] = await Promise.all([firstLine(server), setupCodeOf(server)])
  const { url } = JSON.parse(line) as { url: string }
  const token = await setUp(url, code)
  await crowd.come({
    port: Number(new URL(url).port),
    tokens: [token],
    cursor: NOTHING_YET,
    missed: 0,
    resumes: true
  })
  await crowd.acknowledge({ messages: 1 })
  const ms = performance.now() - began
  await crowd.leave()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  return ms / 1000
}

/** The code that the server prints for people. */
async function setupCodeOf({ child }: Program): Promise<string> {
  if (!child.stderr) throw new Error('standard error is no pipe')
  for await (const line of createInterface({ input: child.stderr })) {
    const code = /^ +([A-Z0-9]{4}-[A-Z0-9]{4})$/.exec(line)?.[1]
    if (code === undefined) continue
    child.stderr.resume()
    return code
  }
  throw new Error('the server printed no code for its first person')
}

async function setUp(url: string, code: string): Promise<string> {
  const person = {
    username: 'elise',
    password: 'password of Élise',
    first_name: 'Élise',
    last_name: 'Le Goff'
  }
  const response = await fetch(url + SETUP_PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, ...person })
  })
  if (!response.ok) throw new Error(`the first person could not be made: ${await response.text()}`)
  const { token } = (await response.json()) as LoginAnswer
  return token
}
