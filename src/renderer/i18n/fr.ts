import type { Catalogue } from './catalogue.ts'
import { frCopy } from './fr-copy.ts'
import { frHosting } from './fr-hosting.ts'
import { frProblems } from './fr-problems.ts'
import { frSettings } from './fr-settings.ts'
import { frSwitcher } from './fr-switcher.ts'

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
  presence: {
    online: 'En ligne',
    offline: 'Hors ligne',
    admin: 'Admin',
    copyUsername: 'Copier l’identifiant',
    usernameCopied: 'Identifiant copié',
    usernameNotCopied: 'L’identifiant n’a pas pu être copié.'
  },
  nav: {
    label: 'Salons et personnes',
    rooms: 'Salons',
    people: 'Personnes',
    online: '{count, number} en ligne',
    alone: 'Personne d’autre pour l’instant',
    person: '{name}, {presence}',
    serverMenu: 'Menu du serveur',
    jump: 'Rechercher ou aller à…',
    expand: 'Afficher la barre latérale',
    resize: 'Largeur de la barre latérale',
    peopleOnline: 'Personnes en ligne',
    unread: '{count, plural, one {# non lu} other {# non lus}}'
  },
  account: {
    menu: 'Compte et réglages',
    settings: 'Réglages',
    openSettings: 'Réglages…',
    signOut: 'Se déconnecter',
    quit: 'Quitter Causerie',
    notConfigured: 'Ce réglage n’a pas pu être enregistré.',
    notSignedOut: 'La déconnexion n’a pas abouti. Réessayez.',
    waitingTitle:
      '{count, plural, one {# message n’est pas encore parti} other {# messages ne sont pas encore partis}}',
    waitingBody:
      'La déconnexion efface la copie de ce compte sur cet ordinateur\u00a0: ce qui n’est pas encore parti sera perdu.',
    unsureTitle:
      '{count, plural, one {# message n’est peut-être pas parti} other {# messages ne sont peut-être pas partis}}',
    unsureBody:
      'La déconnexion efface la copie de ce compte sur cet ordinateur\u00a0: ce qui n’est pas parti sera perdu.',
    aboutServer: 'À propos de ce serveur',
    copyAddress: 'Copier l’adresse',
    addressCopied: 'Adresse copiée',
    addressNotCopied: 'L’adresse n’a pas pu être copiée.'
  },
  quiet: {
    title: 'Ne pas déranger',
    off: 'Désactivé',
    halfHour: '30 minutes',
    hour: '1 heure',
    tomorrow: 'Jusqu’à demain, 9 h',
    always: 'Jusqu’à nouvel ordre',
    untilShort: 'Jusqu’à {time}',
    untilTomorrowShort: 'Jusqu’à demain, {time}',
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
    nothingShown: 'Rien à afficher',
    emptyBody: 'Les annonces et les mentions arriveront ici.',
    localRead: 'Ce serveur ne retient pas ce qui est lu\u00a0: c’est noté sur cet ordinateur seulement.',
    unlisted:
      'Le serveur compte {count, plural, one {# non lue} other {# non lues}} de plus, qu’il ne montre pas.',
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
    sending: 'Envoi en cours…',
    done: 'Annonce envoyée',
    offline: 'Impossible hors ligne. Votre texte reste ici.'
  },
  kept: {
    file: 'Votre session est gardée dans un fichier',
    fileText: 'Pas de trousseau ici. Personne d’autre ne peut le lire.',
    locked: 'Votre trousseau est verrouillé',
    lockedText: 'Cette session prendra fin à la fermeture de Causerie.',
    again: 'Réessayer',
    done: 'Votre session est gardée'
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
    copyShort: 'Copie enregistrée à {time}.',
    copyHere: 'Copie enregistrée sur cet ordinateur.',
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
    toUnread: 'Aller aux derniers messages, {count, plural, one {# non lu} other {# non lus}}',
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
    pendingSince: 'En attente depuis {time}',
    sending: 'Envoi en cours…',
    sendingSince: 'En cours d’envoi depuis {time}, sans réponse pour l’instant',
    sent: 'Envoyé',
    sentMany: '{count, plural, one {# message envoyé} other {# messages envoyés}}',
    unconfirmed: 'Envoyé, non confirmé par le serveur',
    sendAgain: 'Renvoyer',
    notRetried: 'Le message n’a pas pu être renvoyé.',
    notSaved:
      'Rien n’a changé\u00a0: cet ordinateur n’a pas pu l’enregistrer. Le disque est peut-être plein.',
    notCancellable: 'Ce message ne peut plus être repris.',
    edit: 'Modifier',
    editKey: 'M',
    editLabel: 'Modifier le message',
    editHint: '<b>{cancel}</b> pour annuler · <b>{save}</b> pour enregistrer',
    save: 'Enregistrer',
    changed: 'Message modifié',
    takeBack: 'Ne pas envoyer',
    unreadFrom: 'Marquer non lu à partir d’ici',
    unreadKey: 'U',
    unreadDone: 'Non lu à partir d’ici',
    more: 'Autres actions',
    copy: 'Copier le texte',
    copied: 'Texte copié',
    notCopied: 'Le texte n’a pas pu être copié.'
  },
  markup: { copy: 'Copier le code', copied: 'Copié' },
  empty: {
    title: 'Le salon {room} est ouvert',
    body: 'Tout ce qui s’écrit ici reste sur le serveur {server}, et les membres le retrouvent même hors ligne.',
    noHistory:
      'Ce serveur ne donne pas les messages plus anciens\u00a0: ce qui s’est dit pendant que vous étiez hors ligne n’apparaît pas ici.',
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
    hint: '<b>{send}</b> pour envoyer · <b>{line}</b> pour aller à la ligne',
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
      '{count, plural, one {# message en attente\u00a0: il partira dès la reconnexion à votre compte} other {# messages en attente\u00a0: ils partiront dès la reconnexion à votre compte}}',
    short: '{count, plural, one {# message en attente} other {# messages en attente}}',
    status: '{count, plural, one {# en attente} other {# en attente}}'
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
    throttled: 'Trop d’essais. Nouvel essai possible dans {seconds}\u00a0s.',
    throttledLong: 'Trop d’essais. Nouvel essai possible dans {minutes}\u00a0min.',
    or: 'ou',
    local: 'Un serveur tourne sur cet ordinateur',
    usernameEmpty: 'Entrez votre identifiant.'
  },
  profile: {
    choose: 'Si c’est le serveur propre à votre organisation, choisissez comment il vous connecte\u00a0:',
    chooseOpened: 'Comment ce serveur vous connecte\u00a0:',
    token: 'Django Channels, jeton',
    cookie: 'Django Channels, cookie de session',
    hasToken: 'J’ai un jeton',
    tokenLabel: 'Jeton',
    tokenEmpty: 'Collez votre jeton.',
    tokenRefused: 'Le serveur n’accepte pas ce jeton.',
    tokenShut: 'Le serveur refuse la liaison en direct avec ce jeton.',
    usernameHint: 'Facultatif. Dit à l’application qui vous êtes, là où le serveur ne le dit pas.',
    open: 'Ouvrir un profil…',
    openFile: 'Ouvrir un fichier de profil…',
    opened: 'Profil ouvert\u00a0: {name}',
    wrongPart: 'Ce fichier n’est pas un profil\u00a0: sa partie «\u00a0{part}\u00a0» est incorrecte.',
    testShowsMore: '«\u00a0Tester la connexion\u00a0» en dit plus.'
  },
  test: {
    go: 'Tester la connexion',
    going: 'Test en cours…',
    title: 'Test de la connexion',
    of: 'Test de la connexion à {address}',
    passed: 'Fonctionne',
    failed: 'Ne fonctionne pas',
    absent: 'Absent de ce profil',
    skipped: 'Non essayé',
    allPassed: 'Toutes les étapes fonctionnent.',
    partly: 'Ce qui a été essayé fonctionne. Le reste demande de se connecter.',
    someFailed: 'Cette étape ne fonctionne pas\u00a0: {step}.',
    copy: 'Copier le rapport',
    copied: 'Rapport copié',
    notCopied: 'Le rapport n’a pas pu être copié.',
    steps: {
      address: 'Serveur',
      csrf: 'Protection de la connexion (CSRF)',
      signIn: 'Connexion au compte',
      me: 'Qui est connecté',
      socket: 'Liaison en direct (WebSocket)',
      history: 'Messages plus anciens'
    }
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
  limits: {
    title: 'Ce que ce serveur permet, et ne permet pas',
    sub: '{server} est le serveur de votre organisation, pas un serveur Causerie. Vous écrivez, lisez et voyez qui est en ligne comme d’habitude. Le reste dépend de ce qu’il sait faire\u00a0:',
    points: {
      echo: 'Votre message a sa coche dès qu’il revient du serveur.',
      lostFetched:
        'Ce qui se perd en route est retrouvé peu après dans l’historique du serveur, vos propres messages compris.',
      lostUnconfirmed:
        'Un message qui n’en revient pas reste «\u00a0non confirmé\u00a0». À vous de décider s’il faut le renvoyer.',
      missed: 'Ce qui s’est dit en votre absence n’est pas affiché.',
      readHere: 'Ce que vous avez lu n’est noté que sur cet ordinateur.',
      deletion: 'Rien ne peut être supprimé hors ligne, et le serveur peut refuser une suppression.',
      deletedMeanwhile: 'Un message supprimé en votre absence peut rester visible ici.',
      noAnnouncements: 'Les annonces ne peuvent pas être écrites d’ici.'
    },
    understood: 'J’ai compris'
  },
  said: { title: 'Le serveur a répondu', text: '«\u00a0{text}\u00a0»' },
  toasts: { label: 'Avis' },
  crash: {
    title: 'Cette fenêtre s’est arrêtée',
    body: 'Vos messages sont en sécurité sur cet ordinateur. Rechargez la fenêtre pour continuer.',
    reload: 'Recharger',
    start: 'L’application n’a pas pu démarrer. Réessayez.'
  },
  ...frCopy,
  ...frHosting,
  ...frSettings,
  ...frSwitcher,
  ...frProblems
} as const satisfies Catalogue
