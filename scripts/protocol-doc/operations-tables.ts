/** The generated parts of `operations.md`, by the name under which its text asks for them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { optionOf, SETTING_NAMES, SETTINGS, variableOf } from '../../src/server/configuration/settings.ts'
import { usualText } from '../../src/server/configuration/settings-help.ts'
import { table } from './schema-tables.ts'

export function operationsTables(): Readonly<Record<string, string>> {
  return { settings: settingsTable(), nginx: fileBlock('nginx.conf', 'nginx') }
}

function settingsTable(): string {
  const rows = SETTING_NAMES.map((name) => {
    const { help, placeholder } = SETTINGS[name]
    const option = `\`${optionOf(name)} ${placeholder}\``
    const key = name === 'data' ? '' : `\`${name}\``
    return [option, `\`${variableOf(name)}\``, key, help, usualText(name)]
  })
  return table(['option', 'environment', 'file', 'what', 'usually'], rows)
}

function fileBlock(name: string, language: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../packaging/server', name), 'utf8')
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}
