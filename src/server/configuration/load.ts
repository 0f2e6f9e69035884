import { readFileSync } from 'node:fs'
import path from 'node:path'
import Type, { type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { CONFIGURATION_FILE } from '../data-folder.ts'
import { ConfigurationError } from './configuration-error.ts'
import {
  type Configuration,
  optionOf,
  SETTING_NAMES,
  type SettingName,
  SETTINGS,
  variableOf
} from './settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What was written on the command line. */
export interface GivenOptions {
  /** By the name of the setting, as text. */
  readonly settings: Readonly<Partial<Record<SettingName, string>>>
  /** The file named by `--config`; null: the one in the data folder, if there is one. */
  readonly file: string | null
}

export interface Loaded {
  readonly configuration: Configuration
  /** Where each value is from: an option, a name in the environment, a file, or `usual`. */
  readonly sources: Readonly<Record<SettingName, string>>
}

/** Values from one place, and what that place calls a setting. */
interface Layer {
  readonly values: Readonly<Record<string, unknown>>
  readonly nameOf: (name: SettingName) => string
  readonly source: (name: SettingName) => string
  /** A file has numbers and lists of its own: what looks right elsewhere may be text there. */
  readonly isFile: boolean
}

const optional = Object.fromEntries(
  SETTING_NAMES.map((name) => [name, Type.Optional(SETTINGS[name].schema as TSchema)])
)
const validator = Compile(Type.Object(optional, { additionalProperties: false }))

/** Options before environment before file before what is usual. Throws `ConfigurationError`. */
export function loadConfiguration(
  { settings, file }: GivenOptions,
  environment: Environment,
  usualData: string
): Loaded {
  const named = (nameOf: (name: SettingName) => string, texts: Environment): Layer => {
    return { values: fromTexts(texts, nameOf), nameOf, source: nameOf, isFile: false }
  }
  const options = named(
    optionOf,
    byName(optionOf, (name) => settings[name])
  )
  // A name without a value in the environment is one that was taken away.
  const variables = named(
    variableOf,
    byName(variableOf, (name) => environment[variableOf(name)] || undefined)
  )
  for (const layer of [options, variables]) check(layer)
  const data = path.resolve(settings.data ?? (environment[variableOf('data')] || usualData))
  const layers = [options, variables, ...readFile(file ?? (environment['CAUSERIE_CONFIG'] || null), data)]

  const configuration: Record<string, unknown> = {}
  const sources: Partial<Record<SettingName, string>> = {}
  for (const name of SETTING_NAMES) {
    const layer = layers.find(({ values }) => values[name] !== undefined)
    configuration[name] = layer ? layer.values[name] : SETTINGS[name].usual
    sources[name] = layer ? layer.source(name) : 'usual'
  }
  configuration['data'] = data
  return { configuration: configuration as Configuration, sources: sources as Loaded['sources'] }
}

function byName(nameOf: (name: SettingName) => string, find: (name: SettingName) => string | undefined) {
  return Object.fromEntries(SETTING_NAMES.map((name) => [nameOf(name), find(name)]))
}

/** Text as the value it stands for; what stands for none stays text, which the schema then refuses. */
function fromTexts(texts: Environment, nameOf: (name: SettingName) => string): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const name of SETTING_NAMES) {
    const text = texts[nameOf(name)]?.trim()
    if (text !== undefined) values[name] = fromText(text, SETTINGS[name].schema)
  }
  return values
}

function fromText(text: string, schema: TSchema): unknown {
  if (Type.IsInteger(schema)) return /^\d+$/.test(text) ? Number(text) : text
  if (Type.IsArray(schema)) return text.split(',').map((part) => part.trim())
  return text
}

function readFile(named: string | null, data: string): Layer[] {
  const file = named === null ? path.join(data, CONFIGURATION_FILE) : path.resolve(named)
  const values = parseFile(file, named !== null)
  if (values === null) return []
  const layer: Layer = { values, nameOf: (name) => `${name} in ${file}`, source: () => file, isFile: true }
  const unknown = Object.keys(values).find((key) => !Object.hasOwn(SETTINGS, key))
  if (unknown !== undefined) {
    const known = SETTING_NAMES.filter((name) => name !== 'data').join(', ')
    throw new ConfigurationError(`${unknown} in ${file} is no setting: there are ${known}.`)
  }
  if (values['data'] !== undefined) {
    throw new ConfigurationError(
      `data in ${file} has no effect: name the folder with ${optionOf('data')} or ${variableOf('data')}.`
    )
  }
  check(layer)
  return [layer]
}

/** Null: there is none, and nobody said that there is. */
function parseFile(file: string, isNamed: boolean): Record<string, unknown> | null {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (!isNamed && error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigurationError(
      `${file} cannot be read as JSON (${reason}): put it right, or name another with --config.`
    )
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new ConfigurationError(`${file} is no JSON object: write { "port": 8470 }, for example.`)
}

function check({ values, nameOf, isFile }: Layer): void {
  const wrong = validator.Errors(values)[0]?.instancePath.split('/')[1] as SettingName | undefined
  if (wrong === undefined) return
  const shown = isFile ? JSON.stringify(values[wrong]) : [values[wrong]].flat().join(',') || 'empty'
  const isMiswritten = isFile && typeof values[wrong] !== 'number'
  const form = isMiswritten ? FORMS.find(([isOf]) => isOf(SETTINGS[wrong].schema))?.[1] : undefined
  throw new ConfigurationError(`${nameOf(wrong)} is ${shown}: write ${SETTINGS[wrong].write}${form ?? ''}.`)
}

/** How a file writes what is not text. */
const FORMS: readonly (readonly [(schema: TSchema) => boolean, string])[] = [
  [Type.IsInteger, ', without quotes'],
  [Type.IsArray, ', each in quotes, as a list: ["127.0.0.1", "10.0.0.0/8"]']
]
