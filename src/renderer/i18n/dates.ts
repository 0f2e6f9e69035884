import type { Language } from '../../shared/ipc/contract.ts'

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
export function datesFor(language: Language, systemLocale: string): Dates {
  const locale = language === 'fr' ? 'fr-FR' : /^en\b/i.test(systemLocale) ? systemLocale : 'en-GB'
  const known = cache.get(locale)
  if (known) return known
  const dates = createDates(locale)
  cache.set(locale, dates)
  return dates
}

function createDates(locale: string): Dates {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const dayAndYear = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric'
  })
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })
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
