/** Checks the import boundaries of src against the table below; run by `npm run check`. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, sep } from 'node:path'

/**
 * One boundary, about files below src. `files` says whom it binds, as a pattern; `only` and `never` are
 * patterns for what these may import, where $1 stands for the first group of `files`: a path below src, or
 * `npm:` and the name. A rule with neither forbids the file itself, or the given `text` in it.
 */
interface Rule {
  files: string
  only?: string
  never?: string
  text?: string
  because: string
}

// prettier-ignore
const rules: Rule[] = [
  { files: '^shared/', only: '^shared/|^npm:(typebox|uuidv7)(/|$)', because: 'shared is pure' },
  { files: '^(main|preload|renderer|server)/', only: '^($1|shared)/|^npm:', because: 'a process imports itself and shared' },
  { files: '^', never: '/testkit/', because: 'testkit is for tests' },
  { files: '^main/(?!desktop/|ipc/|(?:index|program).ts$)', never: '^npm:electron(/|$)', because: 'in main only desktop, ipc, index.ts and program.ts know electron' },
  { files: '^main/(?!store/|sync/|session/|(?:index|program).ts$)', never: '^main/store/', because: 'in main only sync, session, index.ts and program.ts ask the store' },
  { files: '^(?:main|server)/(?!store/)', never: '^npm:better-sqlite3$', because: 'only the store knows SQLite' },
  { files: '^server/rooms/', never: '^npm:(ws|fastify|@fastify/.+)(/|$)', because: 'rooms decide; they know no sockets' },
  { files: '^renderer/features/([^/]+)/', never: '^renderer/features/(?!$1/)', because: 'features are islands' },
  { files: '^renderer/(?!app/|features/)', never: '^renderer/features/', because: 'features meet in app alone' },
  { files: '^renderer/ui/', only: '^renderer/ui/|^npm:', because: 'ui knows nothing of the product' },
  { files: '^renderer/(?!bridge/)', text: '\\b(window|globalThis)\\.causerie\\b', because: 'only the bridge touches it' },
  { files: '^([^/]+/){5}', because: 'at most four folders deep below src' },
  { files: '(?<!^(main|preload|server))/index\\.tsx?$', because: 'no barrel files' }
]

const imports =
  /^(?:import|export|\}).*?\bfrom ['"](.+?)['"]|^import ['"](.+?)['"]|\bimport\(['"](.+?)['"]\)/gm

/** What a file imports, as paths below src, or `npm:` and a name for packages and Node's own modules. */
function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(imports)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    return name.startsWith('.') ? posix.join(dirname(file), name) : `npm:${name}`
  })
}

/** The sentences about what a file (its path below src, its text) does against the rules. */
export function violations(file: string, source: string): string[] {
  const isTest = /\.test\.tsx?$|\/testkit\//.test(file)
  return rules.flatMap(({ files, only, never, text, because }) => {
    const bound = new RegExp(files).exec(file)
    if (!bound) return []
    const say = (what: string): string => `src/${file} ${what}: ${because}`
    if (only === undefined && never === undefined) {
      if (text === undefined) return [say('may not be there')]
      return new RegExp(text).test(source) ? [say(`contains ${text}`)] : []
    }
    if (isTest) return []
    const pattern = new RegExp((only ?? never ?? '').replaceAll('$1', bound[1] ?? ''))
    const isWrong = (target: string): boolean => pattern.test(target) === (only === undefined)
    return importsOf(file, source)
      .filter(isWrong)
      .map((target) => say(`imports ${target}`))
  })
}

/** Checks every TypeScript file below src. */
function main(): void {
  const src = join(import.meta.dirname, '../src')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const found = files.flatMap((file) =>
    violations(file.split(sep).join('/'), readFileSync(join(src, file), 'utf8'))
  )
  for (const sentence of found) process.stderr.write(`${sentence}\n`)
  process.exitCode = found.length === 0 ? 0 : 1
}

if (process.argv[1] === import.meta.filename) main()
