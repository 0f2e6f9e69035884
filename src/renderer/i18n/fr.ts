import type { Catalogue } from './catalogue.ts'

/** French. U+202F before ; ? and U+00A0 before : as French wants them. */
export const fr = {
  action: {
    retry: 'Réessayer',
    cancel: 'Annuler',
    edit: 'Modifier',
    remove: 'Supprimer',
    close: 'Fermer',
    back: 'Retour'
  },
  status: {
    connected: 'Connecté',
    connecting: 'Connexion…',
    reconnecting: 'Reconnexion…',
    offline: 'Hors ligne',
    signedOut: 'Session expirée'
  },
  presence: { online: 'En ligne', offline: 'Hors ligne' },
  nav: {
    label: 'Salons et personnes',
    rooms: 'Salons',
    people: 'Personnes',
    online: '{count, number} en ligne',
    alone: 'Personne d’autre pour l’instant',
    person: '{name}, {presence}'
  },
  account: {
    menu: 'Compte et réglages',
    language: 'Langue',
    theme: 'Thème',
    system: 'Comme le système',
    light: 'Clair',
    dark: 'Sombre',
    signOut: 'Se déconnecter',
    notConfigured: 'Ce réglage n’a pas pu être enregistré.',
    notSignedOut: 'La déconnexion n’a pas abouti. Réessayez.',
    waitingTitle:
      '{count, plural, one {# message n’est pas encore parti} other {# messages ne sont pas encore partis}}',
    waitingBody:
      'La déconnexion efface la copie de ce compte sur cet ordinateur\u00a0: ce qui n’est pas encore parti sera perdu.'
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
    toolbar: 'Actions sur le message'
  },
  message: {
    pending: 'En attente',
    sent: 'Envoyé',
    notRetried: 'Le message n’a pas pu être renvoyé.',
    notCancellable: 'Ce message ne peut plus être repris.'
  },
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
      '{count, plural, one {Message trop long\u00a0: # caractère de trop.} other {Message trop long\u00a0: # caractères de trop.}}'
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
  signInProblems: {
    address_empty: 'Entrez l’adresse du serveur.',
    address_malformed: 'Ce n’est pas une adresse de serveur. Exemple\u00a0: causerie.exemple.fr',
    address_not_secure:
      'Cette adresse commence par http\u00a0: votre mot de passe pourrait être lu en chemin. Utilisez https.',
    unreachable: 'Le serveur ne répond pas. Il est peut-être éteint, ou bloqué par le réseau.',
    certificate: 'Le certificat de ce serveur n’a pas pu être vérifié. Demandez à son admin.',
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
