import { hasFallback, resolveFallback } from './runtime-fallback.ts'
import { resolveOfficial } from './runtime-official.ts'
import { Failure, say } from './progress.ts'

/** An Electron that can run the app, and the native modules that fit it. */
export interface Runtime {
  kind: 'official' | 'fallback'
  version: string
  /** The folder with all of Electron. */
  dist: string
  /** The executable, relative to `dist`. */
  executable: string
  /** The folder that holds Electron's `default_app.asar`, relative to `dist`. */
  resources: string
  /** The node_modules with the modules below. */
  modules: string
  nativeModules: string[]
}

/**
 * Finds an Electron: the official one of the pinned version, else one from the npm registry.
 * `CAUSERIE_RUNTIME` asks for one of them (official, fallback), where auto is the default.
 */
export async function resolveRuntime(): Promise<Runtime> {
  const wanted = process.env['CAUSERIE_RUNTIME'] || 'auto'
  if (!['auto', 'official', 'fallback'].includes(wanted)) {
    throw new Failure(`CAUSERIE_RUNTIME=${wanted} is not one of official, fallback, auto.`)
  }
  if (wanted === 'fallback') return resolveFallback()
  const official = await resolveOfficial({ insist: wanted === 'official' || !hasFallback })
  if ('kind' in official) {
    say(`Electron: ${official.version}, the official one.`)
    return official
  }
  if (wanted === 'official') {
    throw new Failure(`${official.missing} Let that download through, or unset CAUSERIE_RUNTIME.`)
  }
  const fallback = await resolveFallback().catch((error: unknown) => {
    if (error instanceof Failure) throw new Failure(`${official.missing}\n${error.message}`)
    throw error
  })
  say(
    `Electron: ${fallback.version} from the npm registry, for development and tests only. ${official.missing}`
  )
  return fallback
}
