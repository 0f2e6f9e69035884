/** electron-builder in a process of its own, which may say what it likes. Its argument is a job, as JSON. */
import { build, Platform } from 'electron-builder'
import { root } from '../lib/paths.ts'
import type { Runtime } from '../lib/runtime.ts'
import { configuration, type Places } from './configuration.ts'

export interface BuilderJob {
  readonly runtime: Runtime
  readonly places: Places
  /** What to make, by electron-builder's names. */
  readonly targets: string[]
}

const { runtime, places, targets } = JSON.parse(process.argv[2] ?? '') as BuilderJob
await build({
  projectDir: root,
  targets: Platform.current().createTarget(targets),
  publish: 'never',
  config: configuration(runtime, places)
})
