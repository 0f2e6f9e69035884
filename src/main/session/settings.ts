import { Check } from 'typebox/value'
import type { AppState, CallParams, Language, Quiet } from '../../shared/ipc/contract.ts'
import {
  preferences as preferenceSchemas,
  PREFERENCE_DEFAULTS,
  type Preferences
} from '../../shared/ipc/preferences.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { AppStore } from '../store/app-store.ts'
import { nextQuietChange, quietHoursEnd } from './quiet-hours.ts'

/** What the person has chosen, and until then what their system says. */
export interface Settings {
  readonly preferences: Preferences
  /** The language in force. */
  readonly language: Language
  readonly systemLanguage: Language
  /** Do not disturb; null: it is off. */
  readonly quiet: AppState['quiet']
  readonly changes: Signal<undefined>
  set(choice: Choice): void
  stop(): void
}

export type Choice = CallParams<'app.configure'>

const ALWAYS = 'always'
/** Before the time until which quiet hours are passed over. */
const AWAKE = 'awake:'
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
  let preferences = readPreferences(store)
  const ofSystem = systemLanguage(systemLanguages)

  const quiet = (): AppState['quiet'] => {
    const chosen = store.setting('quiet') ?? ''
    const now = clock.now()
    if (chosen === ALWAYS) return { until: null }
    if (Number(chosen) > now) return { until: Number(chosen) }
    const isAwake = chosen.startsWith(AWAKE) && Number(chosen.slice(AWAKE.length)) > now
    const until = isAwake ? null : quietHoursEnd(preferences.quietHours, now)
    return until === null ? null : { until }
  }
  /** Announces the end of a quiet time, or its beginning, when it comes. */
  const watch = (): void => {
    stopTimer()
    const now = clock.now()
    const next = quiet()?.until ?? nextQuietChange(preferences.quietHours, now)
    if (next === null) return
    stopTimer = clock.after(Math.min(next - now, LONGEST_TIMER), () => {
      watch()
      changes.emit(undefined)
    })
  }
  /** When a quiet time that is chosen now ends, as it is stored. */
  const chosenQuiet = (choice: Quiet): string => {
    const now = clock.now()
    const ofHours = choice === 'off' ? quietHoursEnd(preferences.quietHours, now) : null
    return ofHours === null ? quietEnd(choice, now) : `${AWAKE}${ofHours}`
  }
  watch()

  return {
    get preferences() {
      return preferences
    },
    get language() {
      const { language } = preferences
      return language === 'system' ? ofSystem : language
    },
    systemLanguage: ofSystem,
    get quiet() {
      return quiet()
    },
    changes,
    set({ quiet: chosen, ...choice }) {
      for (const [name, value] of Object.entries(choice)) store.setSetting(name, JSON.stringify(value))
      preferences = readPreferences(store)
      if (chosen) store.setSetting('quiet', chosenQuiet(chosen))
      watch()
      changes.emit(undefined)
    },
    stop: () => stopTimer()
  }
}

/** What no longer fits, of another version of this program, counts as not chosen. */
function readPreferences(store: AppStore): Preferences {
  const chosen = Object.entries(preferenceSchemas).flatMap(([name, schema]) => {
    const text = store.setting(name)
    const value: unknown = text === null ? undefined : JSON.parse(text)
    return Check(schema, value) ? [[name, value]] : []
  })
  return { ...PREFERENCE_DEFAULTS, ...(Object.fromEntries(chosen) as Partial<Preferences>) }
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
