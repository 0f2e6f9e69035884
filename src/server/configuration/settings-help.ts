import { optionOf, SETTING_NAMES, type SettingName, SETTINGS } from './settings.ts'

const COLUMN = 34
const WIDTH = 118

/** The lines of `--help` about everything that can be set. */
export function settingsHelp(): string {
  return SETTING_NAMES.map((name) => {
    const { placeholder, help } = SETTINGS[name]
    const heading = `  ${optionOf(name)} ${placeholder}`
    return wrapped(heading, `${help} (default: ${usualText(name)})`)
  }).join('\n')
}

export function usualText(name: SettingName): string {
  const one = SETTINGS[name]
  return 'usually' in one && one.usually !== undefined ? one.usually : String(one.usual)
}

/** A text beside its heading, in as many lines as it needs. */
function wrapped(heading: string, text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trimStart()
    if (line.length > WIDTH - COLUMN) lines.push(word)
    else lines[lines.length - 1] = line
  }
  return lines.map((line, index) => (index === 0 ? heading : '').padEnd(COLUMN) + line).join('\n')
}
