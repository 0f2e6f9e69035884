import { cpus, release, totalmem, type } from 'node:os'
import type { RunningApp } from '../e2e/support/app.ts'

/** What a run was measured on. */
export interface Machine {
  readonly cores: number
  readonly cpu: string
  readonly memoryGb: number
  readonly system: string
  /** Node's version, in the process that measures and in the server. */
  readonly node: string
  /** Null: only the server was measured. */
  readonly app: AppRuntime | null
}

/** What the app runs on; `node` is its main process's. */
export interface AppRuntime {
  readonly electron: string
  readonly chromium: string
  readonly node: string
}

export async function appRuntimeOf({ electron }: Pick<RunningApp, 'electron'>): Promise<AppRuntime> {
  const versions = await electron.evaluate(() => ({ ...process.versions }))
  return { electron: versions.electron, chromium: versions.chrome, node: versions.node }
}

export function machineWith(app: AppRuntime | null): Machine {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    app
  }
}

export function describeMachine({ cores, cpu, memoryGb, system, node, app }: Machine): string {
  const electron = app && `Electron ${app.electron} (Chromium ${app.chromium}, Node ${app.node}), `
  return `${cores} cores (${cpu}), ${memoryGb} GB, ${system}; ${electron ?? ''}server on Node ${node}`
}
