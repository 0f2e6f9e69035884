import type { Catalogue } from './catalogue.ts'
import type { enProblems } from './en-problems.ts'

/** What there is to say of each code that can come, in French. */
export const frProblems = {
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
  changeProblems: {
    not_changeable:
      'Il est parti entre-temps, tel quel. Votre texte est gardé ici\u00a0: copiez-le, ou annulez.',
    blank:
      'Un message a besoin d’un texte. Pour ne rien envoyer, choisissez «\u00a0Ne pas envoyer\u00a0» dans son menu.',
    too_long: 'Le message est trop long. Raccourcissez-le.',
    signed_out: 'Plus aucun compte n’est connecté. Votre texte est toujours là.',
    disk: 'La modification n’a pas pu être enregistrée sur cet ordinateur\u00a0: le disque est peut-être plein. Votre texte est toujours là.',
    bad_params: 'L’application a refusé ce texte. Il est toujours là.',
    internal: 'La modification n’a pas pu être enregistrée sur cet ordinateur. Votre texte est toujours là.',
    unknown: 'La modification n’a pas pu être enregistrée sur cet ordinateur. Votre texte est toujours là.'
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
    newer:
      'Votre copie vient d’une version plus récente de Causerie. Cette version la laisse telle quelle\u00a0: installez la plus récente pour l’ouvrir.',
    bad_params: 'Cette saisie a été refusée. Vérifiez chaque champ.',
    redirected: 'Le serveur a répondu par une redirection au lieu de vous connecter.',
    host_refused: 'Le serveur refuse d’être appelé par cette adresse. Vérifiez-la, ou demandez à son admin.',
    path_not_found: 'Le serveur n’a pas de page de connexion au chemin que donne son profil.',
    server_failed: 'Le serveur a rencontré une erreur pendant la connexion.',
    identity_refused: 'La connexion a abouti, mais le serveur ne la reconnaît pas.',
    csrf_refused: 'Le serveur a refusé la connexion, sans doute faute de jeton CSRF.',
    no_csrf_cookie: 'Le serveur n’a pas posé le cookie CSRF dont la connexion a besoin.',
    no_token: 'La connexion a abouti, mais n’a pas donné de jeton.',
    no_session_cookie: 'La connexion a abouti, mais n’a pas donné de cookie de session.',
    unexpected_answer: 'La réponse du serveur ne correspond pas à son profil.',
    socket_refused: 'La connexion au compte a réussi, mais pas la liaison en direct.',
    socket_signed_out: 'Le serveur ferme la liaison en direct\u00a0: il ne vous y reconnaît pas.',
    socket_closed: 'Le serveur ferme la liaison en direct.',
    was_causerie:
      'Cet ordinateur connaît un serveur Causerie à cette adresse, et n’accepte rien de moins à sa place. Demandez à son admin.',
    unknown: 'Le serveur a refusé, pour une raison que cette version ne connaît pas.'
  },
  stepProblems: {
    redirected:
      'Le serveur répond par une redirection. Souvent, il manque une barre oblique à la fin du chemin dans le profil, ou la page demande une connexion.',
    host_refused:
      'Le serveur refuse tout ce qui est envoyé à cette adresse. Ajoutez son hôte à ALLOWED_HOSTS, ou prenez l’adresse qui y est.',
    path_not_found: 'Il n’y a rien à ce chemin. Vérifiez-le dans le profil.',
    server_failed:
      'Le serveur répond par une erreur interne. Vérifiez le chemin dans le profil, avec la barre oblique finale. S’il est juste, le journal du serveur donne la raison.',
    identity_refused:
      'La connexion a abouti, mais le serveur ne la reconnaît pas ici. Vérifiez comment le profil transmet le jeton ou le cookie.',
    csrf_refused:
      'Le serveur a refusé la connexion elle-même, le plus souvent faute de jeton CSRF. Vérifiez la partie CSRF du profil, et les origines auxquelles le serveur fait confiance.',
    no_csrf_cookie:
      'Cette page ne pose aucun cookie CSRF de ce nom. Vérifiez la page et le nom dans le profil.',
    no_token:
      'La connexion a abouti, mais sa réponse n’a pas de jeton là où le profil l’annonce. Vérifiez le nom de ce champ.',
    no_session_cookie:
      'La connexion a abouti, mais n’a pas posé de cookie de session. Ce serveur connecte peut-être par jeton.',
    unexpected_answer:
      'La réponse n’a pas la forme que le profil annonce. Vérifiez le chemin et les noms des champs.',
    socket_refused:
      'Le serveur a refusé d’ouvrir la liaison en direct. Vérifiez son chemin, la façon dont le profil dit qui vous êtes, et si le serveur admet l’origine (ALLOWED_HOSTS).',
    socket_signed_out:
      'La liaison en direct s’est ouverte, puis le serveur l’a fermée\u00a0: il ne vous y reconnaît pas. Vérifiez comment le profil lui transmet le jeton ou le cookie.',
    socket_closed:
      'La liaison en direct s’est ouverte, puis le serveur l’a fermée. Le journal du serveur donne la raison.',
    was_causerie:
      'Cet ordinateur connaît un serveur Causerie à cette adresse. Demandez à son admin ce qu’il est devenu.'
  },
  profileProblems: {
    unreadable: 'Ce fichier n’a pas pu être lu.',
    too_long: 'Ce fichier est trop long pour un profil.',
    not_json: 'Ce fichier n’est pas un profil\u00a0: il n’est pas écrit en JSON.',
    not_profile: 'Ce fichier n’est pas un profil.',
    unknown: 'Ce fichier n’a pas pu être ouvert.'
  },
  sendProblems: {
    blank: 'Non envoyé\u00a0: le message est vide. Modifiez-le, ou supprimez-le.',
    too_long: 'Non envoyé\u00a0: le message est trop long pour ce serveur. Modifiez-le pour le raccourcir.',
    unknown_room:
      'Non envoyé\u00a0: vous n’êtes plus membre de ce salon. Demandez à son admin, puis réessayez.',
    conflict:
      'Non envoyé\u00a0: le serveur l’a pris pour un message qu’il a déjà. Modifiez-le pour l’envoyer comme nouveau.',
    bad_frame:
      'Non envoyé\u00a0: le serveur n’a pas compris l’application. Mettez Causerie à jour, puis réessayez.',
    unknown_type:
      'Non envoyé\u00a0: le serveur n’a pas compris l’application. Mettez Causerie à jour, puis réessayez.',
    not_stored: 'Non envoyé\u00a0: le serveur n’a pas gardé ce message. Réessayez dans un instant.',
    refused: 'Non envoyé\u00a0: le serveur a refusé ce message. Modifiez-le, ou demandez à son admin.',
    unknown: 'Non envoyé\u00a0: le serveur a refusé ce message. Modifiez-le, ou demandez à son admin.'
  },
  deleteProblems: {
    no_answer: 'Le serveur n’a pas répondu. Tout le monde voit peut-être encore ce message.',
    offline: 'Il n’y a pas de connexion. Tout le monde voit encore ce message.',
    signed_out: 'Votre session a expiré. Reconnectez-vous pour le supprimer.',
    not_placed: 'Le serveur n’a pas encore ce message.',
    refused: 'Le serveur a refusé. Tout le monde voit encore ce message.',
    message_id_missing: 'Le serveur n’a pas vu de quel message il s’agit. Tout le monde le voit encore.',
    not_superuser: 'Votre compte n’a pas ce droit.',
    message_not_found: 'Le serveur n’a pas trouvé ce message, ou n’a pas pu le supprimer.',
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
} as const satisfies Pick<Catalogue, keyof typeof enProblems>
