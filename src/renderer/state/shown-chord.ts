import type { Language } from '../../shared/ipc/contract.ts'
import { catalogues } from '../i18n/catalogue.ts'
import { partsOf, type Platform } from './chord.ts'

const MAC_CAPS = { mod: '⌘', alt: '⌥', shift: '⇧' }

/** The name of a key as it is written on keyboards of a language: "Échap", "↑", "A". */
export function shownKey(key: string, language: Language): string {
  const names: Readonly<Record<string, string>> = catalogues[language].keyNames
  return Object.hasOwn(names, key) ? (names[key] ?? key) : key
}

/** The caps of a chord in the order in which they are pressed; none for no chord. */
export function shownChord(chord: string, language: Language, platform: Platform): readonly string[] {
  const parts = partsOf(chord)
  if (!parts) return []
  const { mod, alt, shift } =
    platform === 'mac' ? MAC_CAPS : { mod: 'Ctrl', alt: 'Alt', shift: shownKey('Shift', language) }
  return [
    ...(parts.mod ? [mod] : []),
    ...(parts.alt ? [alt] : []),
    ...(parts.shift ? [shift] : []),
    shownKey(parts.key, language)
  ]
}

/** The same in one piece, as menus and tooltips have it: "Ctrl Maj A", "⌘⇧A". */
export function chordText(chord: string, language: Language, platform: Platform): string {
  return shownChord(chord, language, platform).join(platform === 'mac' ? '' : ' ')
}
