import { app, dialog } from 'electron'
import type { Language } from '../../shared/ipc/contract.ts'

const TEXTS: Record<Language, (folder: string) => string> = {
  fr: (folder) =>
    `Les données de Causerie n’ont pas pu être ouvertes dans ${folder}.\n\n` +
    'Vérifiez que le disque n’est pas plein et que ce dossier vous appartient, puis relancez Causerie. ' +
    'Ce qui est sur le serveur n’est pas perdu.',
  en: (folder) =>
    `The data of Causerie could not be opened in ${folder}.\n\n` +
    'Check that the disk is not full and that this folder is yours, then start Causerie again. ' +
    'What is on the server is not lost.'
}

/** Says why the program cannot start, before there is a window to say it in; returns when it has been read. */
export function showStartProblem(error: unknown, language: Language): void {
  dialog.showErrorBox(app.name, `${TEXTS[language](app.getPath('userData'))}\n\n${String(error)}`)
}
