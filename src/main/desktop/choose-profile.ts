import { dialog, type BrowserWindow } from 'electron'
import type { Language } from '../../shared/ipc/contract.ts'

const TEXTS = {
  fr: { title: 'Ouvrir un profil', filter: 'Profil (JSON)' },
  en: { title: 'Open a profile', filter: 'Profile (JSON)' }
} satisfies Record<Language, unknown>

/** Lets the person choose a profile's file; null: they chose none. */
export async function chooseProfile(
  window: BrowserWindow | null,
  language: Language
): Promise<string | null> {
  const { title, filter } = TEXTS[language]
  const options = {
    title,
    properties: ['openFile' as const],
    filters: [{ name: filter, extensions: ['json'] }]
  }
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return filePaths[0] ?? null
}
