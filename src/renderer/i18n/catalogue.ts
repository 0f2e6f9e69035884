import type { Language } from '../../shared/ipc/contract.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

/** What every language must say: a missing or an extra key does not compile. */
export type Catalogue = Shape<typeof en>

export const catalogues: Readonly<Record<Language, Catalogue>> = { en, fr }

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language
    Messages: typeof en
  }
}
