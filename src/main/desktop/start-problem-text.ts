import type { Language } from '../../shared/ipc/contract.ts'
import type { OpeningProblem } from '../../shared/model/copy.ts'

type Texts = Record<OpeningProblem, (folder: string) => string> & Record<'tryAgain' | 'quit', string>

const TEXTS: Record<Language, Texts> = {
  fr: {
    newer: (folder) =>
      `Les données de Causerie dans ${folder} ont été écrites par une version plus récente de Causerie.\n\n` +
      'Rien n’y a été changé. Installez la version la plus récente, puis relancez Causerie.',
    'in-use': (folder) =>
      `Un autre programme utilise les données de Causerie dans ${folder}.\n\n` +
      'Fermez-le (une autre fenêtre de Causerie, une sauvegarde, un outil qui lit ces fichiers)\u00a0: Causerie ' +
      's’ouvrira alors d’elle-même.',
    full: (folder) =>
      `Le disque est plein\u00a0: les données de Causerie n’ont pas pu être ouvertes dans ${folder}.\n\n` +
      'Rien n’est perdu. Libérez de la place\u00a0: Causerie s’ouvrira alors d’elle-même.',
    'read-only': (folder) =>
      `Les données de Causerie dans ${folder} ne peuvent pas être modifiées.\n\n` +
      'Rien n’est perdu. Vérifiez que ce dossier vous appartient et que son disque n’est pas protégé en écriture\u00a0: ' +
      'Causerie s’ouvrira alors d’elle-même.',
    unreadable: (folder) =>
      `Les données de Causerie n’ont pas pu être ouvertes dans ${folder}.\n\n` +
      'Vérifiez que le disque n’est pas plein et que ce dossier vous appartient, puis réessayez. ' +
      'Ce qui est sur le serveur n’est pas perdu.',
    tryAgain: 'Réessayer',
    quit: 'Quitter'
  },
  en: {
    newer: (folder) =>
      `The data of Causerie in ${folder} was written by a later version of Causerie.\n\n` +
      'Nothing in it was changed. Install the latest version, then start Causerie again.',
    'in-use': (folder) =>
      `Another program is using the data of Causerie in ${folder}.\n\n` +
      'Close it (another window of Causerie, a backup, a tool that reads these files): Causerie then opens by itself.',
    full: (folder) =>
      `The disk is full: the data of Causerie could not be opened in ${folder}.\n\n` +
      'Nothing is lost. Make some room: Causerie then opens by itself.',
    'read-only': (folder) =>
      `The data of Causerie in ${folder} cannot be written.\n\n` +
      'Nothing is lost. Check that this folder is yours and that its disk is not write-protected: ' +
      'Causerie then opens by itself.',
    unreadable: (folder) =>
      `The data of Causerie could not be opened in ${folder}.\n\n` +
      'Check that the disk is not full and that this folder is yours, then try again. ' +
      'What is on the server is not lost.',
    tryAgain: 'Try again',
    quit: 'Quit'
  }
}

/** Why the program cannot start on its data, and what the person can do about it. */
export function startProblemText(problem: OpeningProblem, folder: string, language: Language): string {
  return TEXTS[language][problem](folder)
}

/** The names of the two things that they can do here. */
export function startProblemButtons(language: Language): Readonly<Record<'tryAgain' | 'quit', string>> {
  return TEXTS[language]
}
