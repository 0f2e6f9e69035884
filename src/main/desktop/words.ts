import { createTranslator } from 'use-intl/core'
import type { Language } from '../../shared/ipc/contract.ts'

const en = {
  message: '{name}: {text}',
  messages: '{count, plural, one {# new message} other {# new messages}}',
  someone: 'Somebody',
  announcement: 'Announcement: {title}',
  announcementUntitled: 'Announcement',
  forYou: 'For you',
  notifications: '{count, plural, one {# new notification} other {# new notifications}}',
  open: 'Open',
  trial: 'Test notification',
  trialBody: 'This is how Causerie tells you that something has arrived.',
  notSaved: 'This could not be saved on this computer. Check the free space on the disk.',
  staysInTray: 'Causerie stays open in the notification area.',
  staysMinimised: 'Causerie stays open in this window, minimised. Ctrl + Q quits.',
  tray: {
    unread: 'Causerie, {count, number} unread',
    notifications: '{count, plural, one {Causerie, # notification} other {Causerie, # notifications}}',
    server: 'Causerie, {server}',
    offline: 'Causerie, offline',
    quiet: 'Causerie, do not disturb',
    quietUntil: 'Causerie, do not disturb until {time}',
    signedOut: 'Nobody is signed in',
    connected: '{server}: connected',
    connecting: '{server}: connecting…',
    disconnected: '{server}: offline',
    room: '{room} ({count, number})',
    show: 'Open Causerie',
    write: 'New message…',
    markAllRead: 'Mark all as read',
    doNotDisturb: 'Do not disturb',
    off: 'Off',
    halfHour: '30 minutes',
    hour: '1 hour',
    tomorrow: 'Until tomorrow, 9:00',
    always: 'Until I turn it off',
    settings: 'Settings…',
    quit: 'Quit Causerie'
  }
} as const

type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

const fr: Shape<typeof en> = {
  message: '{name}\u00a0: {text}',
  messages: '{count, plural, one {# nouveau message} other {# nouveaux messages}}',
  someone: 'Quelqu’un',
  announcement: 'Annonce\u00a0: {title}',
  announcementUntitled: 'Annonce',
  forYou: 'Pour vous',
  notifications: '{count, plural, one {# nouvelle notification} other {# nouvelles notifications}}',
  open: 'Ouvrir',
  trial: 'Notification d’essai',
  trialBody: 'Causerie vous signale ainsi ce qui arrive.',
  notSaved: 'Ceci n’a pas pu être enregistré sur cet ordinateur. Vérifiez la place sur le disque.',
  staysInTray: 'Causerie reste ouverte dans la zone de notification.',
  staysMinimised: 'Causerie reste ouverte dans cette fenêtre, réduite. Ctrl + Q la quitte.',
  tray: {
    unread: '{count, plural, one {Causerie, # non lu} other {Causerie, # non lus}}',
    notifications: '{count, plural, one {Causerie, # notification} other {Causerie, # notifications}}',
    server: 'Causerie, {server}',
    offline: 'Causerie, hors ligne',
    quiet: 'Causerie, ne pas déranger',
    quietUntil: 'Causerie, ne pas déranger jusqu’à {time}',
    signedOut: 'Personne n’a de session ouverte',
    connected: '{server}\u00a0: connecté',
    connecting: '{server}\u00a0: connexion…',
    disconnected: '{server}\u00a0: hors ligne',
    room: '{room} ({count, number})',
    show: 'Ouvrir Causerie',
    write: 'Nouveau message…',
    markAllRead: 'Tout marquer comme lu',
    doNotDisturb: 'Ne pas déranger',
    off: 'Désactivé',
    halfHour: '30 minutes',
    hour: '1 heure',
    tomorrow: 'Jusqu’à demain, 9\u00a0h',
    always: 'Jusqu’à nouvel ordre',
    settings: 'Réglages…',
    quit: 'Quitter Causerie'
  }
}

function translatorFor(language: Language) {
  return createTranslator({ locale: language, messages: language === 'fr' ? (fr as typeof en) : en })
}

/** What main itself says: in the tray, in notifications. */
export type Words = ReturnType<typeof translatorFor>

const translators = new Map<Language, Words>()

export function wordsFor(language: Language): Words {
  const known = translators.get(language) ?? translatorFor(language)
  translators.set(language, known)
  return known
}
