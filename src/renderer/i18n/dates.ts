import type { Language } from '../../shared/ipc/contract.ts'
import type { Preferences } from '../../shared/ipc/preferences.ts'

/** How the hours of a day are counted: as the language does, or as the person has chosen. */
export type Hours = Preferences['hours']

/** Dates and times as people read them, in one language. */
export interface Dates {
  time(ms: number): string
  /** "Lundi 13 avril", with the year when it is not the current one. */
  day(ms: number, now: number): string
  /** Day and time, for what is not from today. */
  full(ms: number): string
}

const cache = new Map<string, Dates>()

/** French is read with 24 hours; English as the system writes it when the system is in English. */
export function datesFor(language: Language, systemLocale: string, hours: Hours = 'language'): Dates {
  const locale = language === 'fr' ? 'fr-FR' : /^en\b/i.test(systemLocale) ? systemLocale : 'en-GB'
  // What formats a date keeps to the zone in which it was made.
  const key = `${locale} ${hours} ${new Date().getTimezoneOffset()}`
  const known = cache.get(key)
  if (known) return known
  const dates = createDates(locale, hours)
  cache.set(key, dates)
  return dates
}

function createDates(locale: string, hours: Hours): Dates {
  const cycle: Intl.DateTimeFormatOptions =
    hours === 'language' ? {} : { hourCycle: hours === '24' ? 'h23' : 'h12' }
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...cycle })
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const dayAndYear = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric'
  })
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', ...cycle })
  return {
    time: (ms) => time.format(ms),
    day(ms, now) {
      const isThisYear = new Date(ms).getFullYear() === new Date(now).getFullYear()
      const text = (isThisYear ? day : dayAndYear).format(ms)
      return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
    },
    full: (ms) => full.format(ms)
  }
}
