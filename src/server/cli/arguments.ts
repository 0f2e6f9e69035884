import { homedir } from 'node:os'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { type DataFolder, dataFolderAt, defaultDataFolder } from '../data-folder.ts'

/** The command line cannot be understood; the message says what to write instead. */
export class UsageError extends Error {}

/** The option of every command: which folder it is about. */
export const DATA_OPTION = { data: { type: 'string' } } as const

type Options = NonNullable<ParseArgsConfig['options']>
interface Config<O extends Options> {
  args: string[]
  options: O
  allowPositionals: true
  strict: true
}

/**
 * The options and the words that were written after a verb. A verb that names what its words are takes exactly those;
 * one that says null looks at them itself. Throws `UsageError`.
 */
export function parse<const O extends Options>(
  verb: string,
  args: readonly string[],
  { options, words }: { options: O; words: readonly string[] | null }
): ReturnType<typeof parseArgs<Config<O>>> {
  const complaint = optionProblem(verb, args, options)
  if (complaint !== null) throw new UsageError(complaint)
  const parsed = parseArgs<Config<O>>({
    args: [...args],
    options,
    allowPositionals: true,
    strict: true
  })
  if (words) checkWords(verb, words, parsed.positionals)
  return parsed
}

/** What is wrong with the options, or null. `parseArgs` would say it too, in words for programmers. */
function optionProblem(verb: string, args: readonly string[], options: Options): string | null {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    const known = Object.hasOwn(options, name) ? options[name] : undefined
    if (!known) {
      const names = Object.keys(options).map((option) => `--${option}`)
      return `${verb} has no option ${rawName}: it has ${names.join(', ')} (see ${verb} --help).`
    }
    if (known.type === 'boolean' && value !== undefined) return `${rawName} takes no value: write it alone.`
    if (known.type === 'string' && (value === undefined || (!inlineValue && /^-./.test(value))))
      return `A value is missing after ${rawName}: write one, as ${rawName}=VALUE if it begins with a dash.`
  }
  return null
}

function checkWords(verb: string, expected: readonly string[], given: readonly string[]): void {
  const missing = expected[given.length]
  const line = [verb, ...expected].join(' ')
  if (missing !== undefined)
    throw new UsageError(`${missing} is missing: write ${line} (see ${verb} --help).`)
  const surplus = given.slice(expected.length)
  if (surplus.length > 0) throw new UsageError(`${surplus.join(' ')} is too much: write ${line} alone.`)
}

/** The folder after `--data`, or where the data is when nobody says otherwise. */
export function folderOf(values: { readonly data?: string | undefined }): DataFolder {
  if (values.data === '')
    throw new UsageError('The folder after --data is empty: write one, or leave the option out.')
  return dataFolderAt(values.data ?? usualDataFolder())
}

/** Where the data is when no option says: where the environment does, or in the user's data folder. */
export function usualDataFolder(): string {
  return process.env['CAUSERIE_DATA'] || defaultDataFolder(process.platform, process.env, homedir())
}
