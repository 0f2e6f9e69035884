import { Check } from 'typebox/value'
import type { AppState, CallParams, Language, Quiet } from '../../shared/ipc/contract.ts'
import {
  preferences as preferenceSchemas,
  PREFERENCE_DEFAULTS,
  type PreferenceName,
  type Preferences
} from '../../shared/ipc/preferences.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { parseJson } from '../../shared/std/json.ts'
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

const PREFERENCE_NAMES = Object.keys(preferenceSchemas) as readonly PreferenceName[]

export type Choice = CallParams<'app.configure'>

const NO_QUIET = '0'
const ALWAYS = 'always'
/** Before the time until which quiet hours are passed over. */
const AWAKE = 'awake:'
/** The hour at which tomorrow begins. */
const MORNING = 9
/** Milliseconds after which it looks at the clock again: timers stand still while a computer sleeps. */
const LOOKS_EVERY = 60_000

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
    const told = quiet()
    const next = told?.until ?? nextQuietChange(preferences.quietHours, now)
    if (next === null) return
    stopTimer = clock.after(Math.min(next - now, LOOKS_EVERY), () => {
      watch()
      if (quiet()?.until !== told?.until) changes.emit(undefined)
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
      // By our own names: the page must not reach the other things that are kept here.
      for (const name of PREFERENCE_NAMES) {
        if (choice[name] !== undefined) store.setSetting(name, JSON.stringify(choice[name]))
      }
      preferences = readPreferences(store)
      // Hours that are chosen now count, also where the rest of those before was passed over.
      if (choice.quietHours && store.setting('quiet')?.startsWith(AWAKE)) store.setSetting('quiet', NO_QUIET)
      if (chosen) store.setSetting('quiet', chosenQuiet(chosen))
      watch()
      changes.emit(undefined)
    },
    stop: () => stopTimer()
  }
}

/** What the person has chosen. What does not fit, of another version of this program or damaged, counts as not chosen. */
export function readPreferences(store: AppStore): Preferences {
  const chosen = Object.entries(preferenceSchemas).flatMap(([name, schema]) => {
    const text = store.setting(name)
    const value = text === null ? undefined : parseJson(text)
    return Check(schema, value) ? [[name, value]] : []
  })
  return { ...PREFERENCE_DEFAULTS, ...(Object.fromEntries(chosen) as Partial<Preferences>) }
}

/** When a quiet time that begins now ends, as it is stored. */
function quietEnd(quiet: Quiet, now: number): string {
  switch (quiet) {
    case 'off':
      return NO_QUIET
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
