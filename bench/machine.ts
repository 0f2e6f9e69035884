import { cpus, release, totalmem, type } from 'node:os'
import type { RunningApp } from '../e2e/support/app.ts'

/** What a run was measured on. */
export interface Machine {
  readonly cores: number
  readonly cpu: string
  readonly memoryGb: number
  readonly system: string
  readonly electron: string
  readonly chromium: string
  /** Of the app's main process, and of the process that measures and runs the server. */
  readonly node: { readonly app: string; readonly bench: string }
}

export async function machineOf({ electron }: Pick<RunningApp, 'electron'>): Promise<Machine> {
  const versions = await electron.evaluate(() => ({ ...process.versions }))
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    electron: versions['electron'] ?? '',
    chromium: versions['chrome'] ?? '',
    node: { app: versions['node'] ?? '', bench: process.versions.node }
  }
}

export function describeMachine({ cores, cpu, memoryGb, system, electron, chromium, node }: Machine): string {
  return (
    `${cores} cores (${cpu}), ${memoryGb} GB, ${system}; Electron ${electron} (Chromium ${chromium}, ` +
    `Node ${node.app}), server on Node ${node.bench}`
  )
}
