import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readAssembled } from '../e2e/support/app.ts'
import { appArguments } from '../scripts/lib/app-arguments.ts'
import { start, type Program } from '../scripts/lib/programs.ts'

/** How a program is started: the app, or the floor that it is measured against. */
export interface Launchable {
  readonly command: string
  readonly args: readonly string[]
}

/** The packaged app on a folder of data. */
export function appOn(userData: string): Launchable {
  return { command: readAssembled().packaged, args: [...appArguments(), `--user-data-dir=${userData}`] }
}

/** The same Electron with nothing but a window, on a folder of data and a page; null: an empty one. */
export function floorOn(userData: string, page: string | null): Launchable {
  const fixed = [join(import.meta.dirname, 'floor'), ...appArguments(), `--user-data-dir=${userData}`]
  return { command: readAssembled().exec, args: [...fixed, ...(page === null ? [] : [page])] }
}

/** Starts a program that listens for development tools, and says where. */
export async function startListening(
  env: Record<string, string>,
  { command, args }: Launchable
): Promise<{ program: Program; address: string }> {
  const program = start(command, [...args, '--remote-debugging-port=0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe']
  })
  return { program, address: await addressOf(program) }
}

/** Where the program says that it listens for development tools. */
async function addressOf({ child }: Program): Promise<string> {
  if (!child.stderr) throw new Error('standard error is no pipe')
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /^DevTools listening on (ws:.*)$/.exec(line)?.[1]
    if (address === undefined) continue
    child.stderr.resume()
    return address
  }
  throw new Error(`${child.spawnfile} ended before it listened`)
}
