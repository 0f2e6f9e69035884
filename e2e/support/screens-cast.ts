import type { User } from '../../src/shared/model/user.ts'

/** The people of the drawings; their numbers give them the colours that they have there. */
export const CAST = {
  ines: person(12, 'Inès', 'Belkacem', true),
  camille: person(17, 'Camille', 'Roussel', true),
  tom: person(2, 'Tom', 'Whitaker'),
  maelle: person(4, 'Maëlle', 'Le Goff'),
  priya: person(6, 'Priya', 'Raman'),
  elise: person(3, 'Élise', 'Fontaine'),
  oscar: person(5, 'Oscar', 'Lindqvist'),
  nadia: person(16, 'Nadia', 'Haddad'),
  hugh: person(7, 'Hugh', 'Pemberton')
} as const

export type Actor = keyof typeof CAST

export interface Line {
  readonly by: Actor
  /** Hour and minute of today; with `day` of so many days before. */
  readonly at: string
  readonly text: string
  readonly day?: number
}

/** The words of the main screen. */
export const CONVERSATION: readonly Line[] = [
  {
    by: 'oscar',
    day: 1,
    at: '16:58',
    text: 'Les sondes 4 et 7 sont étalonnées, la 9 attend une pile. Je les pose dans la caisse bleue, avec le carnet.'
  },
  { by: 'priya', day: 1, at: '17:10', text: 'Thanks! I’ll bring two spare batteries on Thursday.' },
  { by: 'oscar', day: 1, at: '17:32', text: 'Données d’octobre\u00a0: https://example.org/lispach/2026-10' },
  { by: 'maelle', day: 1, at: '17:41', text: 'Merci Oscar 🌱 Je les relis ce soir.' },
  {
    by: 'camille',
    at: '09:02',
    text: 'Bonjour à tous\u202f! L’autorisation d’accès à la tourbière de Lispach vient d’arriver\u00a0: on peut poser les trois chambres à flux dès jeudi.'
  },
  {
    by: 'maelle',
    at: '09:06',
    text: 'Départ 6\u00a0h\u00a030 devant le labo. J’emmène deux sondes de rechange et le carottier.'
  },
  { by: 'maelle', at: '09:08', text: 'Prévoyez des **bottes**\u00a0: le sol est gorgé d’eau.' },
  {
    by: 'tom',
    at: '09:14',
    text: 'Morning! Chamber 2 has been drifting since the 11th, its analyser needs a swap.'
  },
  {
    by: 'priya',
    at: '09:21',
    text: 'Same with your R² filter: drift starts 11 April, 02:40. OK to set `qc_flag = 3`?'
  },
  { by: 'ines', at: '09:24', text: 'Oui, même date chez moi. Je relance le traitement à midi. 🌱' },
  { by: 'ines', at: '09:25', text: 'Et je préviens Hugh pour la validation des seuils.' }
]

export interface Notice {
  readonly by: Actor | null
  readonly isForAll: boolean
  readonly at: string
  readonly day?: number
  readonly title: string
  readonly text: string
}

export const NOTICES: readonly Notice[] = [
  {
    by: null,
    isForAll: false,
    day: 1,
    at: '10:04',
    title: '',
    text: 'Vous avez rejoint le salon Général.'
  },
  {
    by: 'elise',
    isForAll: false,
    day: 1,
    at: '17:40',
    title: 'Section 2.3',
    text: 'Merci\u202f! Je reprends la section 2.3 ce week-end.'
  },
  {
    by: 'tom',
    isForAll: false,
    at: '08:52',
    title: 'Raw files',
    text: 'Can you send me the raw files for chamber 2? I’d like to look at the voltage.'
  },
  {
    by: 'camille',
    isForAll: true,
    at: '09:30',
    title: 'Maintenance du serveur ce soir à 20\u00a0h',
    text: 'Dix minutes d’arrêt au plus. Vos messages resteront lisibles et partiront ensuite.'
  }
]

/** Milliseconds since 1970 of an hour of today, or of some days before, in the time zone of the stage: UTC. */
export function timeOf({ at, day = 0 }: { at: string; day?: number }): number {
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  const date = new Date()
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - day, hour, minute)
}

function person(id: number, firstName: string, lastName: string, isSuperuser = false): User {
  const username = firstName.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return { id, username, firstName, lastName, isSuperuser }
}
