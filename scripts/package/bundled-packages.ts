import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Notes in a file which packages a bundle is made of, for their licences and the list of parts: what is bundled is
 * no dependency of the installed app, so nothing else knows. What was shaken off again is noted as well.
 */
export function noteBundledPackages(file: string): Plugin {
  return {
    name: 'causerie:note-bundled-packages',
    apply: 'build',
    writeBundle(_, bundle) {
      const parts = Object.values(bundle)
      const assets = parts.flatMap((part) => (part.type === 'asset' ? part.originalFileNames : []))
      const names = new Set([...this.getModuleIds(), ...assets].flatMap((path) => packageOf(path) ?? []))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify([...names].toSorted(), undefined, 2))
    }
  }
}

/** The package that a file lies in, by its folder below node_modules; none for our own. */
export function packageOf(file: string): string | undefined {
  return /\/node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1]
}
