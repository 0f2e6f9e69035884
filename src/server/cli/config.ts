import { SETTING_NAMES } from '../configuration/settings.ts'
import { usualText } from '../configuration/settings-help.ts'
import { parse } from './arguments.ts'
import { givenOptions, loadHere, SETTING_OPTIONS } from './configured.ts'

/** Prints every setting as `start` would use it, and where it comes from. */
export async function showConfiguration(args: readonly string[]): Promise<void> {
  const options = { ...SETTING_OPTIONS, json: { type: 'boolean' } } as const
  const { values } = parse('config', args, { options, words: [] })
  const { configuration, sources } = loadHere(givenOptions(values))
  const rows = SETTING_NAMES.map((name) => ({ name, value: configuration[name], source: sources[name] }))
  if (values.json) {
    const entries = rows.map(({ name, value, source }) => [name, { value, source }])
    process.stdout.write(`${JSON.stringify(Object.fromEntries(entries))}\n`)
    return
  }
  const lines = rows.map(({ name, value, source }) => {
    const isUnset = value === null || (Array.isArray(value) && value.length === 0)
    return { name, text: isUnset ? usualText(name) : String(value), source }
  })
  const names = Math.max(...lines.map(({ name }) => name.length))
  const texts = Math.max(...lines.map(({ text }) => text.length))
  for (const { name, text, source } of lines) {
    process.stdout.write(`${name.padEnd(names)}  ${text.padEnd(texts)}  ${source}\n`)
  }
}
