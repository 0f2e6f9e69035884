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
  already_read: 'Notification déjà lue',
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

/** What each code means, for the protocol's document. */
export const ERROR_MEANINGS: Readonly<Record<ErrorCode, string>> = {
  bad_frame:
    'The frame is no JSON object, or a field of it is missing, of another kind or out of its bounds.',
  unknown_type: 'There is no such `type`, or this level does not have it.',
  blank: 'Nothing is left of the text once it is trimmed.',
  too_long: 'The text is longer than the limit.',
  unknown_room: 'There is no such room.',
  conflict: 'This `client_id` has served for another content.',
  message_id_missing: 'The deletion names no message. Checked before rights.',
  not_superuser: 'Only superusers delete.',
  message_not_found: 'There is no such message.',
  already_deleted: 'The message was deleted before.',
  not_allowed: 'Only superusers announce.',
  title_too_long: 'The title is longer than the limit.',
  notification_not_found: 'There is no such notification for this person.',
  already_read: 'All of it was marked as read before, by whichever device.',
  unknown_stream: 'There is no such stream, or it is not for this person.',
  busy: 'The server cannot store it now, or has too many `fetch` of this connection waiting.',
  rate_limited: 'Too much at once. Over HTTP, `Retry-After` says for how many seconds.',
  internal: 'Something of the server broke.',
  bad_request: 'The HTTP request is malformed.',
  wrong_credentials: 'User name or password is wrong.',
  wrong_code: 'The one-time code is wrong, or has been used.',
  not_found: 'There is no such path.',
  forbidden_origin: 'The `Origin` of the handshake is another site.',
  unauthorized: 'There is no token, or it is not valid any more.'
}

const TEMPORARY: ReadonlySet<string> = new Set<ErrorCode>(['busy', 'rate_limited', 'internal'])

/** Whether the same command may succeed later by itself; any other refusal is final. */
export function isTemporary(code: string): boolean {
  return TEMPORARY.has(code)
}

/** The code that goes with a text of the level 0 backend, or null where it is not one of ours. */
export function codeOfText(text: string): ErrorCode | null {
  const codes = Object.keys(ERROR_TEXTS) as ErrorCode[]
  return codes.find((code) => ERROR_TEXTS[code] === text) ?? null
}
