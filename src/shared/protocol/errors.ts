/**
 * Every code that an `error` frame or an HTTP answer of the server can carry, with the text for people that goes
 * with it. The three texts of the delete path are the level 0 backend's own, word for word.
 */
export const ERROR_TEXTS = {
  bad_frame: 'Trame invalide',
  unknown_type: 'Type de message inconnu',
  blank: 'Le message est vide',
  too_long: 'Le message est trop long',
  unknown_room: 'Salon inconnu',
  conflict: 'Cet identifiant de message a déjà servi pour un autre contenu',
  message_id_missing: 'ID du message manquant',
  not_superuser: 'Seuls les super utilisateurs peuvent supprimer des messages',
  message_not_found: 'Message non trouvé ou erreur de suppression',
  already_deleted: 'Message non trouvé ou erreur de suppression',
  not_allowed: 'Seuls les super utilisateurs peuvent publier une annonce',
  title_too_long: 'Le titre est trop long',
  notification_not_found: 'Notification introuvable',
  unknown_stream: 'Flux inconnu',
  busy: 'Le serveur est occupé, réessayez',
  rate_limited: 'Trop de demandes, réessayez plus tard',
  internal: 'Erreur interne du serveur',
  bad_request: 'Demande invalide',
  wrong_credentials: 'Identifiant ou mot de passe incorrect',
  wrong_code: 'Code incorrect ou déjà utilisé',
  not_found: 'Introuvable',
  forbidden_origin: 'Origine refusée',
  unauthorized: 'Authentification requise'
} as const

export type ErrorCode = keyof typeof ERROR_TEXTS

const TEMPORARY: ReadonlySet<string> = new Set<ErrorCode>(['busy', 'rate_limited', 'internal'])

/** Whether the same command may succeed later by itself; any other refusal is final. */
export function isTemporary(code: string): boolean {
  return TEMPORARY.has(code)
}
