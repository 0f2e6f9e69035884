/** For plain Node, with `--import`: what Vite does of `import text from './file?raw'`. */
import { readFileSync } from 'node:fs'
import * as modules from 'node:module'

interface Loaded {
  readonly format: 'module'
  readonly source: string
  readonly shortCircuit: true
}
type Load = (url: string, context: unknown, next: (url: string, context: unknown) => Loaded) => Loaded

// Younger than the oldest Node that the scripts' types know; they run on the toolchain's own.
const { registerHooks } = modules as unknown as { registerHooks(hooks: { load: Load }): void }

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('?raw')) return next(url, context)
    const text = readFileSync(new URL(url.slice(0, -'?raw'.length)), 'utf8')
    return { format: 'module', source: `export default ${JSON.stringify(text)}`, shortCircuit: true }
  }
})
