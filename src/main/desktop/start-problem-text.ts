import type { Language } from '../../shared/ipc/contract.ts'

/** Why the program cannot start on its data; unreadable: for any other reason. */
export type StartProblem = 'newer' | 'in-use' | 'full' | 'read-only' | 'unreadable'

type Texts = Record<StartProblem, (folder: string) => string>

const TEXTS: Record<Language, Texts> = {
  fr: {
    newer: (folder) =>
      `Les données de Causerie dans ${folder} ont été écrites par une version plus récente de Causerie.\n\n` +
      'Rien n’y a été changé. Installez la version la plus récente, puis relancez Causerie.',
    'in-use': (folder) =>
      `Un autre programme utilise les données de Causerie dans ${folder}.\n\n` +
      'Fermez-le (une autre fenêtre de Causerie, une sauvegarde, un outil qui lit ces fichiers), puis relancez Causerie.',
    full: (folder) =>
      `Le disque est plein\u00a0: les données de Causerie n’ont pas pu être ouvertes dans ${folder}.\n\n` +
      'Rien n’est perdu. Libérez de la place, puis relancez Causerie.',
    'read-only': (folder) =>
      `Les données de Causerie dans ${folder} ne peuvent pas être modifiées.\n\n` +
      'Rien n’est perdu. Vérifiez que ce dossier vous appartient et que son disque n’est pas protégé en écriture, ' +
      'puis relancez Causerie.',
    unreadable: (folder) =>
      `Les données de Causerie n’ont pas pu être ouvertes dans ${folder}.\n\n` +
      'Vérifiez que le disque n’est pas plein et que ce dossier vous appartient, puis relancez Causerie. ' +
      'Ce qui est sur le serveur n’est pas perdu.'
  },
  en: {
    newer: (folder) =>
      `The data of Causerie in ${folder} was written by a later version of Causerie.\n\n` +
      'Nothing in it was changed. Install the latest version, then start Causerie again.',
    'in-use': (folder) =>
      `Another program is using the data of Causerie in ${folder}.\n\n` +
      'Close it (another window of Causerie, a backup, a tool that reads these files), then start Causerie again.',
    full: (folder) =>
      `The disk is full: the data of Causerie could not be opened in ${folder}.\n\n` +
      'Nothing is lost. Make some room, then start Causerie again.',
    'read-only': (folder) =>
      `The data of Causerie in ${folder} cannot be written.\n\n` +
      'Nothing is lost. Check that this folder is yours and that its disk is not write-protected, ' +
      'then start Causerie again.',
    unreadable: (folder) =>
      `The data of Causerie could not be opened in ${folder}.\n\n` +
      'Check that the disk is not full and that this folder is yours, then start Causerie again. ' +
      'What is on the server is not lost.'
  }
}

/** What the person is told and what they can do about it. */
export function startProblemText(problem: StartProblem, folder: string, language: Language): string {
  return TEXTS[language][problem](folder)
}
