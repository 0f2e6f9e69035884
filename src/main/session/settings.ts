import type { Language, Theme } from '../../shared/ipc/contract.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { AppStore } from '../store/app-store.ts'

/** What the person has chosen, and until then what their system says. */
export interface Settings {
  readonly theme: Theme
  readonly language: Language
  readonly changes: Signal<undefined>
  set(choice: { theme?: Theme | undefined; language?: Language | undefined }): void
}

const THEMES: readonly string[] = ['system', 'light', 'dark'] satisfies Theme[]

/** Ours of the languages that a system prefers: BCP 47 tags, the first before the others. */
export function systemLanguage(languages: readonly string[]): Language {
  return languages[0]?.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

/** `systemLanguages` as in `systemLanguage`. */
export function createSettings(store: AppStore, systemLanguages: readonly string[]): Settings {
  const changes = createEmitter<undefined>()
  return {
    get theme() {
      const chosen = store.setting('theme')
      return chosen !== null && THEMES.includes(chosen) ? (chosen as Theme) : 'system'
    },
    get language() {
      const chosen = store.setting('language')
      if (chosen === 'fr' || chosen === 'en') return chosen
      return systemLanguage(systemLanguages)
    },
    changes,
    set({ theme, language }) {
      if (theme) store.setSetting('theme', theme)
      if (language) store.setSetting('language', language)
      changes.emit(undefined)
    }
  }
}
