import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, serverDataFolder } from './paths.ts'
import { firstLine, run, start } from './programs.ts'
import { Failure, say } from './progress.ts'

const cli = join(root, 'src/server/cli.ts')
const alreadyRuns = 3
const limit = 30_000

/**
 * The address of the companion server on this computer. Starts it when it does not run; then it ends with this
 * process. One that runs already is used and left alone. What the server says to people is shown as it is.
 */
export async function ensureServer(): Promise<string> {
  const data = serverDataFolder()
  const server = start(process.execPath, [cli, 'start', '--data', data, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const line = await Promise.race([
    firstLine(server).catch(() => undefined),
    sleep(limit, undefined, { ref: false })
  ])
  if (line !== undefined) {
    const url = urlIn(line)
    say(`Server: started at ${url}; its data is in ${data}.`)
    return url
  }
  if (server.child.exitCode === alreadyRuns) return runningServer(data)
  throw new Failure(
    `The companion server did not start; a line above says why. CAUSERIE_DATA=DIR chooses another folder than ${data}.`
  )
}

async function runningServer(data: string): Promise<string> {
  const { code, output } = await run(process.execPath, [cli, 'status', '--data', data, '--json'])
  if (code !== 0) {
    throw new Failure(
      `Another server holds ${data} but does not answer. End it, then try again.\n${output.trim()}`
    )
  }
  const url = urlIn(output.split('\n')[0] ?? '')
  say(`Server: one runs already at ${url}; it is left running.`)
  return url
}

/** The address in the line of JSON that the server prints for programs. */
function urlIn(line: string): string {
  const { url } = JSON.parse(line) as { url?: unknown }
  if (typeof url !== 'string') throw new Failure(`The companion server gave no address: ${line}`)
  return url
}
