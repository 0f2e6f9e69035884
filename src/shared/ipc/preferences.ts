import Type, { type Static } from 'typebox'
import { COMMANDS, type Command } from '../model/shortcuts.ts'

/** Percent of the window's zoom. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const

/** Minutes of a day, from 0 to 1439. */
const MinuteOfDay = Type.Integer({ minimum: 0, maximum: 1439 })

/** When not to be disturbed, week by week: `days` are those on which it begins, 0 is Sunday. */
const QuietHours = Type.Object({
  days: Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), { maxItems: 7, uniqueItems: true }),
  from: MinuteOfDay,
  /** Before `from`: on the day after. */
  to: MinuteOfDay
})
export type QuietHours = Static<typeof QuietHours>

const Keys = Type.Object(
  Object.fromEntries(COMMANDS.map((name) => [name, Type.Optional(Type.String({ maxLength: 40 }))]))
)

/** What the person can set on this computer. A new one touches this file and who reads it. */
export const preferences = {
  theme: Type.Enum(['system', 'light', 'dark']),
  language: Type.Enum(['system', 'fr', 'en']),
  /** How the hours of a day are counted; `language`: as the language does. */
  hours: Type.Enum(['language', '24', '12']),
  /** Pixels of the messages' text; null: what suits the density. */
  messageSize: Type.Union([Type.Integer({ minimum: 13, maximum: 19 }), Type.Null()]),
  density: Type.Enum(['comfortable', 'compact']),
  motion: Type.Enum(['system', 'reduced', 'full']),
  zoom: Type.Enum(ZOOMS),
  sendKey: Type.Enum(['enter', 'mod-enter']),
  /** What is told outside of the window: also what others write, only notifications, or nothing. */
  tells: Type.Enum(['all', 'notifications', 'nothing']),
  /** Whether notifications of the system show what was written, and not only that something was. */
  showsText: Type.Boolean(),
  sounds: Type.Boolean(),
  /** Null: none. */
  quietHours: Type.Union([QuietHours, Type.Null()]),
  /** The keys that the person has chosen, by command. */
  keys: Keys
} as const

type Schemas = typeof preferences
export type PreferenceName = keyof Schemas
export type Preferences = {
  readonly [K in Exclude<PreferenceName, 'keys'>]: Static<Schemas[K]>
} & { readonly keys: Readonly<Partial<Record<Command, string>>> }

/** What holds until the person chooses. */
export const PREFERENCE_DEFAULTS: Preferences = {
  theme: 'system',
  language: 'system',
  hours: 'language',
  messageSize: null,
  density: 'comfortable',
  motion: 'system',
  zoom: 100,
  sendKey: 'enter',
  tells: 'all',
  showsText: true,
  sounds: true,
  quietHours: null,
  keys: {}
}
