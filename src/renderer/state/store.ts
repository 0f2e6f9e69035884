import type { useTranslations } from 'use-intl'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppState, People } from '../../shared/ipc/contract.ts'
import type { CopyState, Range } from '../../shared/model/copy.ts'
import type { Incident } from '../../shared/model/incident.ts'
import type { Message } from '../../shared/model/message.ts'
import type { UnreadNotifications } from '../../shared/model/notification.ts'
import type { Place } from '../../shared/model/place.ts'
import type { Reading } from '../../shared/model/reading.ts'
import type { UsersById } from './apply-changes.ts'
import type { Link } from './link.ts'
import type { SettingsPage } from './navigation.ts'
import type { NotificationLists } from './notifications.ts'
import type { Timeline } from './timeline.ts'
import type { UnreadLine } from './unread.ts'

/** Says something in the language that is chosen when it is drawn. */
export type Say = (t: Translate) => string
type Translate = ReturnType<typeof useTranslations<never>>

/** A notice of a few seconds. */
export interface Notice {
  readonly id: number
  readonly tone: 'success' | 'info' | 'error'
  readonly title: Say
  readonly text?: Say
  readonly action?: { readonly label: Say; readonly run: () => void }
  /** An error always stays until it is dismissed; this does too. */
  readonly stays?: boolean
}

/** An announcement that is being written. */
export interface AnnouncementDraft {
  readonly clientId: string
  readonly title: string
  readonly body: string
}

/** A message of one's own that is being changed in its place. */
export interface Editing {
  readonly clientId: string
  readonly text: string
  /** Why it could not be saved as it stands. */
  readonly problem: string | null
}

/** A sentence for a live region; a new id makes the same words be said again. */
export interface Sentence {
  readonly id: number
  readonly text: string
}

/** Everything the page knows. Entities by id, once. */
export interface AppModel {
  readonly app: AppState | null
  /** Grows with every account: whoever waited for an answer sees whether it is for the same one. */
  readonly account: number
  readonly link: Link | null
  readonly people: People
  readonly usersById: UsersById
  readonly timelinesByRoomId: Readonly<Record<number, Timeline>>
  readonly draftsByRoomId: Readonly<Record<number, string>>
  readonly editing: Editing | null
  readonly readingsByRoomId: Readonly<Record<number, Reading>>
  readonly unreadLinesByRoomId: Readonly<Record<number, UnreadLine>>
  /** The room that was made unread and is not read again until its reader has come back to it. */
  readonly keptUnreadRoomId: number | null
  /** How the copy stands to its server and to the disk. Not in `app`, as it changes many times a second. */
  readonly copy: CopyState
  /** The places that the copy does not hold, the oldest first. */
  readonly missingByRoomId: Readonly<Record<number, readonly Range[]>>
  /** What happened to the copy and was not dismissed yet. */
  readonly incidents: readonly Incident[]
  /** Since when somebody has been looking at the end of the open room, in a focused window; null: nobody is. */
  readonly lookingSince: number | null
  readonly unreadNotifications: UnreadNotifications
  readonly notificationLists: NotificationLists
  /** Kept until it is sent or thrown away. */
  readonly announcementDraft: AnnouncementDraft | null
  /** Where somebody who came from outside wants to be; a new object each time, null once they are there. */
  readonly placeOpened: Place | null
  /** The page of the settings that lies over the room; null: they are closed. */
  readonly settingsPage: SettingsPage | null
  readonly isSwitcherOpen: boolean
  /** Whose card is open. */
  readonly shownPersonId: number | null
  /** How many messages have not left, while the question stands whether to quit all the same. */
  readonly quitAsked: number | null
  /** Own messages that waited when the connection came back: the banner counts them as they leave. */
  readonly waitedIds: readonly string[]
  readonly notices: readonly Notice[]
  readonly spoken: { readonly polite: Sentence | null; readonly assertive: Sentence | null }
  /** What arrived from others since it was last spoken. */
  readonly arrived: readonly Message[]
  /** Own messages that failed or stay unconfirmed, since that was last spoken. */
  readonly setbacks: readonly Message[]
  /** Own messages that reached the server, since that was last spoken. */
  readonly delivered: readonly Message[]
  /** When the copy of a room was last made anew; null: not as long as the page remembers. */
  readonly resetAt: number | null
  /** When a room that was empty began to be filled; null: not as long as the page remembers. */
  readonly filledAt: number | null
}

export type AppStore = StoreApi<AppModel>

export const emptyModel: AppModel = {
  app: null,
  account: 0,
  link: null,
  people: { online: [] },
  usersById: {},
  timelinesByRoomId: {},
  draftsByRoomId: {},
  editing: null,
  readingsByRoomId: {},
  unreadLinesByRoomId: {},
  keptUnreadRoomId: null,
  copy: { catchingUp: null, problem: null },
  missingByRoomId: {},
  incidents: [],
  lookingSince: null,
  unreadNotifications: { general: 0, personal: 0, unlisted: 0 },
  notificationLists: {},
  announcementDraft: null,
  placeOpened: null,
  settingsPage: null,
  isSwitcherOpen: false,
  shownPersonId: null,
  quitAsked: null,
  waitedIds: [],
  notices: [],
  spoken: { polite: null, assertive: null },
  arrived: [],
  setbacks: [],
  delivered: [],
  resetAt: null,
  filledAt: null
}

export function createAppStore(): AppStore {
  return createStore<AppModel>(() => emptyModel)
}
