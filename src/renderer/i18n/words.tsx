import { createContext, use, type ReactNode } from 'react'
import { IntlProvider, useLocale } from 'use-intl'
import type { Language } from '../../shared/ipc/contract.ts'
import { catalogues } from './catalogue.ts'
import { datesFor, type Dates, type Hours } from './dates.ts'
import type { en } from './en.ts'

const HoursContext = createContext<Hours>('language')

interface WordsProps {
  readonly language: Language
  readonly hours: Hours
  readonly children: ReactNode
}

/** Gives everything below it its words, in one language, and its way to count hours. */
export function Words({ language, hours, children }: WordsProps) {
  return (
    <IntlProvider locale={language} messages={catalogues[language] as typeof en}>
      <HoursContext value={hours}>{children}</HoursContext>
    </IntlProvider>
  )
}

/** Dates and times in the language of the page; `hours`: counted in another way than everywhere else. */
export function useDates(hours?: Hours): Dates {
  const chosen = use(HoursContext)
  return datesFor(useLocale(), navigator.language, hours ?? chosen)
}

/** The language to speak before main has said which. */
export function systemLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
