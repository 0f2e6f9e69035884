import type { AppState, Language, Quiet, Theme } from '../../shared/ipc/contract.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { AppStore } from '../store/app-store.ts'

/** What the person has chosen, and until then what their system says. */
export interface Settings {
  readonly theme: Theme
  readonly language: Language
  /** Do not disturb; null: it is off. */
  readonly quiet: AppState['quiet']
  readonly changes: Signal<undefined>
  set(choice: Choice): void
  stop(): void
}

export interface Choice {
  readonly theme?: Theme | undefined
  readonly language?: Language | undefined
  readonly quiet?: Quiet | undefined
}

const THEMES: readonly string[] = ['system', 'light', 'dark'] satisfies Theme[]
const ALWAYS = 'always'
const MORNING = 9
/** Longer than this no timer can wait; it looks again then. */
const LONGEST_TIMER = 2 ** 31 - 1

/** Ours of the languages that a system prefers: BCP 47 tags, the first before the others. */
export function systemLanguage(languages: readonly string[]): Language {
  return languages[0]?.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

/** `systemLanguages` as in `systemLanguage`. */
export function createSettings(store: AppStore, systemLanguages: readonly string[], clock: Clock): Settings {
  const changes = createEmitter<undefined>()
  let stopTimer: Unsubscribe = () => undefined

  const quiet = (): AppState['quiet'] => {
    const chosen = store.setting('quiet')
    if (chosen === ALWAYS) return { until: null }
    const until = Number(chosen)
    return until > clock.now() ? { until } : null
  }
  /** Announces the end of a quiet time when it comes. */
  const watch = (): void => {
    stopTimer()
    const until = quiet()?.until
    if (until === undefined || until === null) return
    stopTimer = clock.after(Math.min(until - clock.now(), LONGEST_TIMER), () => {
      watch()
      changes.emit(undefined)
    })
  }
  watch()

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
    get quiet() {
      return quiet()
    },
    changes,
    set(choice) {
      if (choice.theme) store.setSetting('theme', choice.theme)
      if (choice.language) store.setSetting('language', choice.language)
      if (choice.quiet) {
        store.setSetting('quiet', quietEnd(choice.quiet, clock.now()))
        watch()
      }
      changes.emit(undefined)
    },
    stop: () => stopTimer()
  }
}

/** When a quiet time that begins now ends, as it is stored. */
function quietEnd(quiet: Quiet, now: number): string {
  switch (quiet) {
    case 'off':
      return '0'
    case 'half-hour':
      return String(now + 30 * 60_000)
    case 'hour':
      return String(now + 60 * 60_000)
    case 'tomorrow': {
      const morning = new Date(now)
      morning.setDate(morning.getDate() + 1)
      return String(morning.setHours(MORNING, 0, 0, 0))
    }
    case 'always':
      return ALWAYS
  }
}
