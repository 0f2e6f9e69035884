import { dialog, shell, type BrowserWindow } from 'electron'
import type { Language } from '../../shared/ipc/contract.ts'
import { parseExternalLink } from './external-link.ts'

const TEXTS = {
  fr: {
    message: (host: string) => `Ouvrir ${host} ?`,
    detail: 'Le nom de ce site contient des caractères inhabituels. Voici sa forme exacte.',
    open: 'Ouvrir',
    cancel: 'Annuler'
  },
  en: {
    message: (host: string) => `Open ${host}?`,
    detail: 'The name of this site has unusual characters. This is its exact form.',
    open: 'Open',
    cancel: 'Cancel'
  }
} satisfies Record<Language, unknown>

/** Opens a link outside of the app, after asking where its host is unusual. The only door to the outside. */
export async function openExternalLink(
  text: string,
  window: BrowserWindow | null,
  language: Language
): Promise<void> {
  const link = parseExternalLink(text)
  if (!link.ok) return
  const { href, unusualHost } = link.value
  if (unusualHost !== null) {
    const { message, detail, open, cancel } = TEXTS[language]
    const options = {
      message: message(unusualHost),
      detail,
      buttons: [cancel, open],
      defaultId: 0,
      cancelId: 0
    }
    const { response } = await (window
      ? dialog.showMessageBox(window, options)
      : dialog.showMessageBox(options))
    if (response !== 1) return
  }
  await shell.openExternal(href)
}
