/** French, for the server inside the app. */
export const frHosting = {
  hosting: {
    offer: 'Démarrer un serveur sur cet ordinateur',
    offerText: 'Un clic suffit. Il ne sert que cet ordinateur.',
    offerOwn: 'Ouvrir votre serveur sur cet ordinateur',
    offerOwnText: 'Vos messages et votre compte y sont toujours.',
    offerAgainText: 'Causerie vous y connecte, sans mot de passe.',
    starting: 'Démarrage de votre serveur…',
    ready: 'Votre serveur est en marche',
    failed: 'Votre serveur n’a pas démarré',
    closed: 'Connectez-vous à votre serveur',
    runs: 'Il tourne tant que Causerie reste ouverte.',
    failedText: 'Rien n’est perdu\u00a0: ce qui existait reste tel quel.',
    database: 'Base de données',
    databaseMade: 'Base de données créée',
    databaseOpened: 'Base de données ouverte',
    listening: 'Port',
    listeningDone: 'À l’écoute sur le port {port}',
    account: 'Votre compte admin',
    accountDone: 'Votre compte admin est prêt',
    took: '{seconds}\u00a0s',
    tookLess: 'moins de {seconds}\u00a0s',
    isDone: 'Fait',
    isGoing: 'En cours',
    isToDo: 'À faire',
    hasFailed: 'Échec',
    only: 'Sur cet ordinateur seulement',
    onlyText: 'Personne ne peut encore le rejoindre depuis un autre ordinateur.',
    noPassword: 'Aucun mot de passe à retenir\u00a0: Causerie vous connecte.',
    open: 'Ouvrir Causerie',
    log: 'Voir le journal',
    join: 'Se connecter à ce serveur',
    notRevealed: 'L’affichage dans le gestionnaire de fichiers n’a pas abouti.'
  },
  hostingProblems: {
    folder:
      'Son dossier est inutilisable. Il n’est peut-être pas à vous, ou il est abîmé\u00a0: le journal en dit plus.',
    path: 'Le chemin de son dossier est trop long. Lancez Causerie avec un plus court\u00a0: --user-data-dir=DOSSIER.',
    disk: 'Le disque est plein. Faites un peu de place.',
    newer: 'Ses données viennent d’une version plus récente de Causerie. Mettez celle-ci à jour.',
    locked: 'Un autre programme utilise son dossier. Arrêtez ce programme.',
    port: 'Cet ordinateur ne lui laisse ouvrir aucun port.',
    internal: 'Quelque chose s’est cassé. Le journal dit quoi.',
    crashed: 'Il s’est arrêté de lui-même. Le journal dit peut-être pourquoi.',
    elsewhere: 'Il tourne déjà, hors de Causerie. Utilisez votre identifiant et votre mot de passe.',
    has_users:
      'Il a déjà des comptes, et aucun n’est le vôtre. Connectez-vous avec un identifiant et un mot de passe.',
    unknown: 'Le compte n’a pas pu être ouvert. Réessayez.'
  },
  localServer: {
    title: 'Serveur sur cet ordinateur',
    address: 'Adresse',
    state: 'État',
    states: {
      off: 'Arrêté. Il redémarre avec Causerie.',
      starting: 'Démarrage…',
      running: 'En marche, pour cet ordinateur seulement, tant que Causerie reste ouverte.',
      stopping: 'Arrêt…',
      elsewhere: 'Un autre programme le fait tourner.',
      failed: 'Il ne tourne pas.'
    },
    stopped: 'Arrêté.',
    start: 'Démarrer',
    stop: 'Arrêter',
    look: 'Vérifier à nouveau',
    log: 'Voir le journal',
    folder: 'Dossier',
    show: 'Afficher le dossier',
    password: 'Mot de passe',
    passwordText: 'Pas besoin\u00a0: Causerie vous connecte sur cet ordinateur.',
    passwordBy:
      'Causerie ne peut pas encore en définir un. Si vous avez la ligne de commande du serveur, ceci le fait et ferme toutes vos sessions\u00a0:',
    failed: 'Le serveur sur cet ordinateur s’est arrêté'
  }
} as const
