import { useMemo, type ReactNode } from 'react'
import { IntlProvider, useLocale } from 'use-intl'
import type { Language } from '../../shared/ipc/contract.ts'
import { catalogues } from './catalogue.ts'
import { datesFor, type Dates } from './dates.ts'
import type { en } from './en.ts'

/** Gives everything below it its words, in one language. */
export function Words({ language, children }: { language: Language; children: ReactNode }) {
  return (
    <IntlProvider locale={language} messages={catalogues[language] as typeof en}>
      {children}
    </IntlProvider>
  )
}

export function useDates(): Dates {
  const locale = useLocale()
  return useMemo(() => datesFor(locale, navigator.language), [locale])
}

/** The language to speak before main has said which. */
export function systemLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
