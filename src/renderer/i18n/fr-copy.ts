import type { Catalogue } from './catalogue.ts'
import type { enCopy } from './en-copy.ts'

/** French, for what happens to the copy on this computer. */
export const frCopy = {
  copyProblems: {
    full: {
      title: 'Le disque est plein.',
      text: 'Les nouveaux messages attendent sur le serveur\u202f; votre texte reste dans le champ. Libérez de la place\u00a0: Causerie reprendra aussitôt.',
      short: 'Libérez de la place. Rien n’est perdu.'
    },
    'read-only': {
      title: 'La copie locale est protégée en écriture.',
      text: 'Les nouveaux messages attendent sur le serveur\u202f; votre texte reste dans le champ. Donnez à Causerie le droit d’écrire dans son dossier.',
      short: 'Rendez son dossier modifiable. Rien n’est perdu.'
    },
    gone: {
      title: 'La copie locale a été supprimée.',
      text: 'Votre texte reste dans le champ\u00a0: copiez-le, puis quittez Causerie et rouvrez-la. Les messages seront récupérés.',
      short: 'Copiez votre texte, puis quittez Causerie et rouvrez-la.'
    },
    unwritable: {
      title: 'Le disque refuse d’enregistrer.',
      text: 'Les nouveaux messages attendent sur le serveur\u202f; votre texte reste dans le champ. Vérifiez le disque\u00a0: Causerie reprendra aussitôt.',
      short: 'Vérifiez le disque. Rien n’est perdu.'
    }
  },
  missing: {
    fetching: 'Récupération des messages qui manquent ici…',
    offline: 'Il manque des messages ici. Ils viendront au retour de la connexion.',
    roomTitle: 'Ce salon n’est pas dans la copie locale',
    roomText: 'Il s’affichera au retour de la connexion.'
  },
  catchingUp: {
    status: 'Rattrapage…',
    part: 'Rattrapage, {percent}\u202f%',
    started: 'Récupération de ce que vous avez manqué.',
    ended: 'Tout ce que vous avez manqué est là.'
  },
  incidents: {
    label: 'Ce qui s’est passé',
    'server-restored': 'Le serveur est revenu à un état antérieur',
    restored: 'Il a sans doute été restauré à partir d’une sauvegarde, et la copie locale le suit.',
    resent:
      '{count, plural, one {# de vos messages est renvoyé, au cas où il aurait disparu\u202f; personne ne le verra deux fois.} other {# de vos messages sont renvoyés, au cas où ils auraient disparu\u202f; personne ne les verra deux fois.}}',
    lost: 'Au plus {count, plural, one {# message de quelqu’un d’autre s’y est perdu\u202f; il reviendra si Causerie l’a gardé chez la personne qui l’a écrit.} other {# messages d’autres personnes s’y sont perdus\u202f; ils reviendront si Causerie les a gardés chez les personnes qui les ont écrits.}}',
    'copy-rebuilt': 'La copie locale était abîmée, elle a été refaite',
    rebuilt: 'Rien n’est perdu sur le serveur\u00a0: ses messages sont récupérés de nouveau.',
    savedMessages:
      '{count, plural, one {# message qui n’était pas parti a été sauvé.} other {# messages qui n’étaient pas partis ont été sauvés.}}',
    savedDrafts: '{count, plural, one {# brouillon a été sauvé.} other {# brouillons ont été sauvés.}}',
    file: 'Le fichier abîmé est gardé\u00a0: {file}',
    'copy-put-back': 'La copie locale a été supprimée ou remplacée par autre chose',
    putBack: 'Elle est de retour à sa place, avec tout ce qu’elle contenait\u00a0: {folder}',
    'settings-rebuilt': 'Les réglages de Causerie étaient abîmés, ils ont été refaits',
    settings: 'Les préférences qui n’ont pas pu être lues sont celles du premier démarrage.',
    understood: 'Compris',
    showMore: 'Voir {count, plural, one {# autre} other {# autres}}',
    showLess: 'Voir moins'
  },
  unopened: {
    newer: 'Votre copie vient d’une version plus récente de Causerie',
    newerText:
      'Cette version la laisse telle quelle. Installez la plus récente pour l’ouvrir\u00a0: vos messages et vos brouillons y sont toujours.',
    'in-use': 'Un autre programme utilise votre copie',
    inUseText:
      'Fermez-le\u00a0: une sauvegarde, ou un outil qui lit ces fichiers. Causerie ouvrira alors votre copie d’elle-même.',
    full: 'Votre copie ne peut pas être ouverte\u00a0: le disque est plein',
    fullText: 'Rien n’est perdu. Libérez de la place\u00a0: Causerie l’ouvrira alors d’elle-même.',
    'read-only': 'Votre copie ne peut pas être ouverte\u00a0: elle est protégée en écriture',
    readOnlyText:
      'Rien n’est perdu. Donnez à Causerie le droit d’écrire dans son dossier\u00a0: elle l’ouvrira alors d’elle-même.',
    unreadable: 'Votre copie n’a pas pu être ouverte',
    unreadableText:
      'Le disque refuse de la lire. Vérifiez le disque et les droits de son dossier\u00a0: Causerie essaiera de nouveau d’elle-même.',
    folder: 'Dossier\u00a0: {folder}'
  }
} as const satisfies Pick<Catalogue, keyof typeof enCopy>
