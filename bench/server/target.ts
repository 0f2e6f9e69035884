import { once } from 'node:events'
import { join } from 'node:path'
import { firstLine, start, type Program } from '../../scripts/lib/programs.ts'
import { startCrowd, type CrowdLink } from './crowd-link.ts'

/** A server that is measured, in a process of its own, with its clients in another. */
export interface Target {
  readonly crowd: CrowdLink
  readonly pid: () => number
  readonly port: number
  /** Kills it without a warning. */
  kill(): Promise<void>
  /** Starts it again where it was. */
  restart(): Promise<void>
  /** Not of its clients. Resolves with the bytes that its objects take then. */
  collectGarbage(): Promise<number>
  stop(): Promise<void>
}

/** The companion server on a folder. */
export function startOurs(folder: string): Promise<Target> {
  return startTarget((port) => [script('server-process.ts'), folder, port])
}

/** Bare `ws`; it sends whoever comes so many messages first. */
export function startFloor(kept = 0): Promise<Target> {
  return startTarget((port) => [script('floor-process.ts'), port, String(kept)])
}

const script = (name: string): string => join(import.meta.dirname, name)

async function startTarget(argumentsOn: (port: string) => string[]): Promise<Target> {
  const launch = async (on: number): Promise<{ program: Program; port: number }> => {
    const program = start(process.execPath, ['--expose-gc', ...argumentsOn(String(on))], {
      stdio: ['ignore', 'pipe', 'ignore', 'ipc']
    })
    const { url } = JSON.parse(await firstLine(program)) as { url: string }
    return { program, port: Number(new URL(url).port) }
  }
  let { program, port } = await launch(0)
  const crowd = await startCrowd()
  return {
    crowd,
    port,
    pid: () => program.child.pid ?? 0,
    async kill() {
      program.child.kill('SIGKILL')
      await program.ended
    },
    async restart() {
      ;({ program } = await launch(port))
    },
    async collectGarbage() {
      const answer = once(program.child, 'message') as Promise<[number]>
      program.child.kill('SIGUSR2')
      return (await answer)[0]
    },
    async stop() {
      await crowd.stop()
      await program.stop()
    }
  }
}
