import type { Catalogue } from './catalogue.ts'

/** French. U+202F before ; ? and U+00A0 before : as French wants them. */
export const fr = {
  action: {
    retry: 'Réessayer',
    cancel: 'Annuler',
    edit: 'Modifier',
    remove: 'Supprimer',
    close: 'Fermer',
    back: 'Retour',
    show: 'Afficher'
  },
  status: {
    connected: 'Connecté',
    connecting: 'Connexion…',
    reconnecting: 'Reconnexion…',
    offline: 'Hors ligne',
    signedOut: 'Session expirée',
    locked: 'Trousseau verrouillé',
    outdated: 'Mise à jour nécessaire'
  },
  presence: { online: 'En ligne', offline: 'Hors ligne' },
  nav: {
    label: 'Salons et personnes',
    rooms: 'Salons',
    people: 'Personnes',
    online: '{count, number} en ligne',
    alone: 'Personne d’autre pour l’instant',
    person: '{name}, {presence}',
    unread: '{count, plural, one {# non lu} other {# non lus}}'
  },
  account: {
    menu: 'Compte et réglages',
    language: 'Langue',
    theme: 'Thème',
    system: 'Comme le système',
    light: 'Clair',
    dark: 'Sombre',
    signOut: 'Se déconnecter',
    quit: 'Quitter Causerie',
    notConfigured: 'Ce réglage n’a pas pu être enregistré.',
    notSignedOut: 'La déconnexion n’a pas abouti. Réessayez.',
    waitingTitle:
      '{count, plural, one {# message n’est pas encore parti} other {# messages ne sont pas encore partis}}',
    waitingBody:
      'La déconnexion efface la copie de ce compte sur cet ordinateur\u00a0: ce qui n’est pas encore parti sera perdu.'
  },
  quiet: {
    title: 'Ne pas déranger',
    shortcut: 'Ctrl Maj D',
    off: 'Désactivé',
    halfHour: '30 minutes',
    hour: '1 heure',
    tomorrow: 'Jusqu’à demain, 9 h',
    always: 'Jusqu’à nouvel ordre',
    until: 'Ne pas déranger jusqu’à {time}',
    untilTomorrow: 'Ne pas déranger jusqu’à demain, {time}'
  },
  log: {
    open: 'Journal de connexion…',
    title: 'Journal de connexion',
    sub: 'Ce qui s’est passé sur la connexion, sans secrets et sans messages.',
    empty: 'Rien pour l’instant.',
    refresh: 'Actualiser',
    copy: 'Copier',
    copied: 'Journal copié',
    notCopied: 'Le journal n’a pas pu être copié.',
    reveal: 'Afficher le fichier'
  },
  quit: {
    title: 'Quitter Causerie\u202f?',
    body: '{count, plural, one {# message n’est pas encore parti. Il partira à la prochaine ouverture.} other {# messages ne sont pas encore partis. Ils partiront à la prochaine ouverture.}}',
    wait: 'Attendre',
    confirm: 'Quitter'
  },
  centre: {
    title: 'Notifications',
    shortcut: 'Ctrl Maj A',
    unread: '{count, plural, one {# non lue} other {# non lues}}',
    isUnread: 'Non lue',
    all: 'Tout',
    general: 'Annonces',
    personal: 'Pour vous',
    markAll: 'Tout marquer comme lu',
    markOne: 'Marquer comme lu',
    announcement: 'Annonce',
    announcedBy: 'Annonce · {name} · {time}',
    from: '{name} · {time}',
    someone: 'Compte inconnu',
    failed: 'Les notifications n’ont pas pu être chargées.',
    emptyTitle: 'Rien de nouveau',
    emptyBody: 'Les annonces et les mentions arriveront ici.',
    new: 'Nouvelle annonce'
  },
  announce: {
    title: 'Nouvelle annonce',
    titleLabel: 'Titre (facultatif)',
    bodyLabel: 'Texte',
    left: '{count, plural, one {# caractère restant} other {# caractères restants}}',
    over: '{count, plural, one {# caractère de trop} other {# caractères de trop}}',
    preview: 'Aperçu',
    next: 'Continuer',
    discard: 'Abandonner',
    confirmTitle: 'Envoyer cette annonce\u202f?',
    confirm: 'Tout le monde sur {server} la verra, tout de suite. Elle ne pourra pas être reprise.',
    send: 'Envoyer',
    sending: 'Envoi…',
    done: 'Annonce envoyée',
    offline: 'Impossible hors ligne. Votre texte reste ici.'
  },
  kept: {
    file: 'Cet ordinateur n’a pas de trousseau\u00a0: votre session est gardée dans un fichier que personne d’autre ne peut lire.',
    locked: 'Votre trousseau est verrouillé\u00a0: cette session prendra fin à la fermeture de Causerie.',
    again: 'Réessayer',
    done: 'Votre session est gardée.'
  },
  banner: {
    lost: 'Connexion perdue.',
    never: 'Pas encore de connexion.',
    retryIn: 'Reconnexion dans {seconds} s…',
    trying: 'Reconnexion…',
    reconnect: 'Reconnecter',
    offline: 'Hors ligne.',
    copyFrom: 'Vous lisez la copie enregistrée à {time}.',
    copyFromDay: 'Vous lisez la copie enregistrée le {day}.',
    copy: 'Vous lisez la copie enregistrée sur cet ordinateur.',
    nextTry: 'Nouvel essai dans {seconds} s',
    nextTryNow: 'Nouvel essai en cours…',
    back: 'De retour en ligne.',
    backSent: '{count, plural, one {# message envoyé.} other {# messages envoyés.}}',
    expired: 'Session expirée.',
    locked: 'Votre trousseau est verrouillé.',
    unlock: 'Déverrouillez-le, puis réessayez.',
    outdated: 'Mise à jour nécessaire.',
    update: 'Ce serveur parle une langue plus récente que cette version de Causerie.',
    signIn: 'Se reconnecter'
  },
  list: {
    label: 'Messages, {room}',
    jump: '{count, plural, one {# nouveau message} other {# nouveaux messages}}',
    toLatest: 'Aller aux derniers messages',
    loading: 'Chargement des messages',
    olderFailed: 'Les messages plus anciens n’ont pas pu être chargés.',
    failed: 'Les messages n’ont pas pu être chargés.',
    arrived: '{name}\u00a0: {text}',
    arrivedMany: '{count, plural, one {# nouveau message} other {# nouveaux messages}}',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    role: 'Admin',
    someone: 'Compte inconnu',
    toolbar: 'Actions sur le message',
    unreadLine: 'Nouveaux messages',
    showMore: 'Afficher la suite'
  },
  message: {
    pending: 'En attente',
    sent: 'Envoyé',
    notRetried: 'Le message n’a pas pu être renvoyé.',
    notCancellable: 'Ce message ne peut plus être repris.',
    more: 'Autres actions',
    copy: 'Copier le texte',
    copied: 'Texte copié',
    notCopied: 'Le texte n’a pas pu être copié.'
  },
  markup: { copy: 'Copier le code', copied: 'Copié' },
  empty: {
    title: 'Le salon {room} est ouvert',
    body: 'Tout ce qui s’écrit ici reste sur le serveur {server}, et les membres le retrouvent même hors ligne.',
    hello: 'Dire bonjour',
    greeting: 'Bonjour 👋'
  },
  delete: {
    title: 'Supprimer ce message\u202f?',
    body: 'Il disparaîtra tout de suite pour tout le monde. Cette action est définitive.',
    confirm: 'Supprimer',
    busy: 'Suppression…',
    tooltip: 'Supprimer pour tout le monde',
    menu: 'Supprimer…',
    key: 'Suppr',
    done: 'Message supprimé pour tout le monde',
    gone: 'Ce message était déjà supprimé',
    offline: 'Impossible hors ligne',
    failed: 'Message non supprimé'
  },
  composer: {
    label: 'Message à {room}',
    placeholder: 'Écrire dans {room}',
    hint: '<b>Entrée</b> pour envoyer · <b>Maj + Entrée</b> pour aller à la ligne',
    send: 'Envoyer',
    left: '{count, plural, one {# caractère restant} other {# caractères restants}}',
    tooLong:
      '{count, plural, one {Message trop long\u00a0: # caractère de trop.} other {Message trop long\u00a0: # caractères de trop.}}',
    draftNotSaved:
      'Le brouillon n’a pas pu être enregistré sur cet ordinateur\u00a0: le disque est peut-être plein. Votre texte est toujours là.',
    draftTooLong: 'Ce texte est trop long pour être gardé en brouillon. Il n’est qu’ici.'
  },
  emoji: {
    title: 'Choisir un émoji',
    search: 'Chercher un émoji',
    categories: 'Catégories',
    grid: 'Émojis',
    matches: 'Émojis correspondants',
    none: 'Aucun émoji pour «\u00a0{query}\u00a0»',
    sections: {
      recents: 'Récents',
      smileys: 'Sourires et émotions',
      people: 'Personnes et corps',
      nature: 'Animaux et nature',
      food: 'Nourriture et boissons',
      activities: 'Activités',
      travel: 'Voyages et lieux',
      objects: 'Objets',
      symbols: 'Symboles',
      flags: 'Drapeaux'
    },
    tone: 'Couleur de peau',
    tones: {
      none: 'Par défaut',
      light: 'Claire',
      mediumLight: 'Moyennement claire',
      medium: 'Légèrement mate',
      mediumDark: 'Mate',
      dark: 'Foncée'
    }
  },
  outbox: {
    count:
      '{count, plural, one {# message en attente\u00a0: il partira au retour de la connexion} other {# messages en attente\u00a0: ils partiront au retour de la connexion}}',
    afterSignIn:
      '{count, plural, one {# message en attente\u00a0: il partira dès la reconnexion à votre compte} other {# messages en attente\u00a0: ils partiront dès la reconnexion à votre compte}}'
  },
  join: {
    tagline: 'La conversation de votre équipe, chez vous.',
    promise: 'Vos messages restent sur votre serveur. Ils vous attendent même hors ligne.',
    language: 'Langue',
    title: 'Rejoindre un serveur',
    sub: 'Demandez l’adresse à la personne qui gère le serveur.',
    address: 'Adresse du serveur',
    searching: 'Recherche du serveur…',
    found: 'Serveur trouvé\u00a0: {server}',
    username: 'Identifiant',
    password: 'Mot de passe',
    showPassword: 'Afficher le mot de passe',
    hidePassword: 'Masquer le mot de passe',
    capsLock: 'Verr. Maj est activé',
    keep: 'Garder ma session ouverte',
    go: 'Rejoindre',
    going: 'Connexion…',
    passwordEmpty: 'Entrez votre mot de passe.',
    throttled: 'Trop d’essais. Nouvel essai possible dans {seconds} s.',
    or: 'ou',
    local: 'Un serveur tourne sur cet ordinateur',
    usernameEmpty: 'Entrez votre identifiant.'
  },
  setup: {
    title: 'Créer le premier compte',
    sub: '{server} n’a pas encore de compte.',
    code: 'Code à usage unique',
    codeHint: 'Le serveur l’a affiché là où il a été démarré.',
    codeEmpty: 'Entrez le code affiché par le serveur.',
    passwordHint: '{count} caractères au moins',
    passwordShort: 'Le mot de passe doit avoir {count} caractères au moins.',
    go: 'Créer le compte',
    going: 'Création…'
  },
  again: {
    title: 'Se reconnecter',
    sub: 'Vos messages sont toujours sur cet ordinateur.',
    go: 'Se connecter',
    going: 'Connexion…'
  },
  toasts: { label: 'Avis' },
  crash: {
    title: 'Cette fenêtre s’est arrêtée',
    body: 'Vos messages sont en sécurité sur cet ordinateur. Rechargez la fenêtre pour continuer.',
    reload: 'Recharger',
    start: 'L’application n’a pas pu démarrer. Réessayez.'
  },
  announceProblems: {
    blank: 'Écrivez d’abord le texte de l’annonce.',
    title_too_long: 'Le titre est trop long. Raccourcissez-le.',
    too_long: 'Le texte est trop long. Raccourcissez-le.',
    not_allowed: 'Non envoyée\u00a0: votre compte ne peut pas publier d’annonce.',
    conflict: 'Elle était déjà partie la première fois, avec les mots d’alors. Abandonnez celle-ci.',
    offline: 'Non envoyée\u00a0: il n’y a pas de connexion.',
    no_answer: 'Le serveur n’a pas répondu. Envoyez-la de nouveau\u00a0: elle n’y sera pas deux fois.',
    signed_out: 'Non envoyée\u00a0: votre session a expiré. Reconnectez-vous.',
    rate_limited: 'Non envoyée\u00a0: trop de demandes. Attendez un peu, puis réessayez.',
    busy: 'Non envoyée\u00a0: le serveur est occupé. Réessayez.',
    internal: 'Non envoyée\u00a0: une erreur interne s’est produite. Réessayez.',
    bad_frame: 'Non envoyée\u00a0: le serveur n’a pas compris l’application.',
    unknown_type: 'Non envoyée\u00a0: ce serveur ne prend pas d’annonces.',
    bad_params: 'Non envoyée\u00a0: l’application a refusé ce texte.',
    unknown: 'Non envoyée\u00a0: le serveur a refusé.'
  },
  signInProblems: {
    address_empty: 'Entrez l’adresse du serveur.',
    address_malformed: 'Ce n’est pas une adresse de serveur. Exemple\u00a0: causerie.exemple.fr',
    address_not_secure:
      'Cette adresse commence par http\u00a0: votre mot de passe pourrait être lu en chemin. Utilisez https.',
    unreachable: 'Le serveur ne répond pas. Il est peut-être éteint, ou bloqué par le réseau.',
    no_network: 'Cet ordinateur n’a pas de réseau. Connectez-le, puis réessayez.',
    unknown_host: 'Aucun ordinateur ne porte ce nom. Vérifiez l’orthographe de l’adresse.',
    certificate_unknown:
      'Cet ordinateur ne sait pas qui a délivré le certificat de ce serveur. Demandez à son admin.',
    certificate_expired: 'Le certificat de ce serveur a expiré. Demandez à son admin de le renouveler.',
    certificate_name:
      'Le certificat de ce serveur est celui d’une autre adresse. Vérifiez l’orthographe, ou demandez à son admin.',
    outdated:
      'Ce serveur parle une langue plus récente que cette version de Causerie. Mettez Causerie à jour pour le rejoindre.',
    not_causerie: 'Aucun serveur Causerie à cette adresse. Vérifiez l’orthographe et le port.',
    wrong_credentials: 'Identifiant ou mot de passe incorrect.',
    wrong_code: 'Ce code est faux ou a déjà servi. Le serveur l’affiche là où il a été démarré.',
    rate_limited: 'Trop d’essais. Attendez un peu, puis réessayez.',
    bad_request:
      'Le serveur a refusé cette saisie. Un identifiant se compose de lettres, de chiffres et de . _ @ + -',
    internal: 'Une erreur interne s’est produite. Réessayez, puis prévenez l’admin du serveur.',
    disk: 'Le compte n’a pas pu être enregistré sur cet ordinateur. Vérifiez la place libre sur le disque.',
    bad_params: 'Cette saisie a été refusée. Vérifiez chaque champ.',
    unknown: 'Le serveur a refusé, pour une raison que cette version ne connaît pas.'
  },
  sendProblems: {
    blank: 'Non envoyé\u00a0: le message est vide.',
    too_long: 'Non envoyé\u00a0: le message est trop long.',
    unknown_room: 'Non envoyé\u00a0: vous n’êtes plus membre de ce salon.',
    conflict: 'Non envoyé\u00a0: le serveur a déjà un autre message sous le même numéro.',
    bad_frame: 'Non envoyé\u00a0: le serveur n’a pas compris l’application.',
    unknown_type: 'Non envoyé\u00a0: le serveur n’a pas compris l’application.',
    unknown: 'Non envoyé\u00a0: le serveur a refusé ce message.'
  },
  deleteProblems: {
    no_answer: 'Le serveur n’a pas répondu. Tout le monde voit peut-être encore ce message.',
    offline: 'Il n’y a pas de connexion. Tout le monde voit encore ce message.',
    signed_out: 'Votre session a expiré. Reconnectez-vous pour le supprimer.',
    not_placed: 'Le serveur n’a pas encore ce message.',
    not_superuser: 'Votre compte n’a plus ce droit.',
    message_not_found: 'Le serveur n’a pas trouvé ce message.',
    already_deleted: 'Ce message était déjà supprimé.',
    rate_limited: 'Trop de demandes. Attendez un peu, puis réessayez.',
    busy: 'Le serveur est occupé. Tout le monde voit encore ce message.',
    internal: 'Une erreur interne s’est produite. Tout le monde voit encore ce message.',
    bad_frame: 'Le serveur n’a pas compris l’application. L’un des deux n’est peut-être pas à jour.',
    unknown_type: 'Ce serveur ne sait pas supprimer de message.',
    unknown: 'Le serveur a refusé. Tout le monde voit encore ce message.'
  },
  saveProblems: {
    blank: 'Il n’y a encore rien à envoyer.',
    too_long: 'Le message est trop long. Rien n’a été envoyé.',
    signed_out: 'Plus aucun compte n’est connecté. Votre texte est toujours là.',
    disk: 'Le message n’a pas pu être enregistré sur cet ordinateur\u00a0: le disque est peut-être plein. Votre texte est toujours là.',
    bad_params: 'L’application a refusé ce texte. Il est toujours là.',
    internal: 'Le message n’a pas pu être enregistré sur cet ordinateur. Votre texte est toujours là.',
    unknown: 'Le message n’a pas pu être enregistré sur cet ordinateur. Votre texte est toujours là.'
  }
} as const satisfies Catalogue
