import type { Language } from '../../shared/ipc/contract.ts'

/** The languages of the interface, each in its own words. */
export const languages: readonly { value: Language; label: string; lang: Language }[] = [
  { value: 'fr', label: 'Français', lang: 'fr' },
  { value: 'en', label: 'English', lang: 'en' }
]
