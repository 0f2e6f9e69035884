import { join } from 'node:path'
import { readAssembled } from '../e2e/support/app.ts'
import { appArguments } from '../scripts/lib/app-arguments.ts'

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
