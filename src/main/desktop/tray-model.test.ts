import { expect, it, vi } from 'vitest'
import type { ConnectionState, Language } from '../../shared/ipc/contract.ts'
import { makeSession } from '../../shared/testkit/make.ts'
import {
  trayGlyph,
  trayMenu,
  trayTooltip,
  type TrayActions,
  type TrayItem,
  type TrayState
} from './tray-model.ts'
import { wordsFor } from './words.ts'

const now = new Date(2026, 3, 13, 14, 32).getTime()
const MINUTE = 60_000

interface Change extends Partial<Omit<TrayState, 'session'>> {
  readonly unread?: number
  readonly notifications?: number
  readonly connection?: ConnectionState
}

function makeState({
  unread = 0,
  notifications = 0,
  connection = { phase: 'online' },
  ...change
}: Change = {}): TrayState {
  const session = makeSession({
    connection,
    reading: { roomId: 1, readN: 0, unread },
    unreadNotifications: { general: 0, personal: notifications, unlisted: 0 }
  })
  return { session, quiet: null, language: 'en', hours: 'language', isOffline: false, now, ...change }
}

const nobody: TrayState = { ...makeState(), session: null }

function makeActions() {
  const names = ['show', 'openRoom', 'markAllRead', 'openSettings', 'beQuiet', 'quit'] as const
  return Object.fromEntries(names.map((name) => [name, vi.fn()])) as {
    [N in keyof TrayActions]: TrayActions[N] & ReturnType<typeof vi.fn>
  }
}

function menu(state: TrayState, actions: TrayActions = makeActions()): TrayItem[] {
  return trayMenu(state, wordsFor(state.language), actions)
}

/** The lines of a menu; a rule is a dash, a chosen one has a star, one that cannot be chosen is in brackets. */
function lines(items: readonly TrayItem[] = []): string[] {
  return items.map(({ type, label = '', enabled = true, checked = false }) => {
    if (type === 'separator') return '-'
    if (!enabled) return `(${label})`
    return checked ? `*${label}` : label
  })
}

function quietLines(state: TrayState): string[] {
  return lines(menu(state).find(({ submenu }) => submenu)?.submenu)
}

it.each([
  ['connected', makeState()],
  ['unread', makeState({ unread: 4 })],
  ['mention', makeState({ unread: 4, notifications: 1 })],
  ['dnd', makeState({ unread: 4, notifications: 1, quiet: { until: null } })],
  ['offline', makeState({ unread: 4, isOffline: true })],
  ['offline', nobody]
] as const)('draws the glyph %s', (glyph, state) => {
  expect(trayGlyph(state)).toBe(glyph)
})

const until = { until: new Date(2026, 3, 13, 15).getTime() }

it.each([
  ['Causerie, Labo Tourbe', 'en', {}],
  ['Causerie, 1 unread', 'en', { unread: 1 }],
  ['Causerie, 4 unread', 'en', { unread: 4 }],
  ['Causerie, 1 notification', 'en', { notifications: 1 }],
  ['Causerie, 2 notifications', 'en', { notifications: 2, unread: 4 }],
  ['Causerie, offline', 'en', { isOffline: true }],
  ['Causerie, do not disturb', 'en', { quiet: { until: null } }],
  ['Causerie, Labo Tourbe', 'fr', {}],
  ['Causerie, 1 non lu', 'fr', { unread: 1 }],
  ['Causerie, 4 non lus', 'fr', { unread: 4 }],
  ['Causerie, 1 notification', 'fr', { notifications: 1 }],
  ['Causerie, hors ligne', 'fr', { isOffline: true }],
  ['Causerie, ne pas déranger', 'fr', { quiet: { until: null } }],
  ['Causerie, ne pas déranger jusqu’à 15:00', 'fr', { quiet: until }]
] as const)('says “%s”, in %s', (tooltip, language, change) => {
  const state = makeState({ language, ...change })
  expect(trayTooltip(state, wordsFor(language))).toBe(tooltip)
})

it.each([
  ['24', 'fr', /15:00$/],
  ['12', 'fr', /3:00\sPM$/i],
  ['24', 'en', /15:00$/],
  ['12', 'en', /3:00\spm$/i]
] as const)('counts the hours as the person wants: %s, %s', (hours, language, expected) => {
  expect(trayTooltip(makeState({ quiet: until, hours, language }), wordsFor(language))).toMatch(expected)
})

it('says in English until when, as the system writes times', () => {
  const tooltip = trayTooltip(makeState({ quiet: until }), wordsFor('en'))
  expect(tooltip).toMatch(/^Causerie, do not disturb until (15:00|0?3:00\s[pP][mM])$/)
})

it('says on which day, when it is not today', () => {
  const tomorrow = { until: new Date(2026, 3, 14, 9).getTime() }
  expect(trayTooltip(makeState({ language: 'fr', quiet: tomorrow }), wordsFor('fr'))).toContain('mardi')
})

it.each<[Language, string[]]>([
  [
    'en',
    [
      '(Labo Tourbe: connected)',
      '-',
      'Général (4)',
      '-',
      'Open Causerie',
      'New message…',
      'Mark all as read',
      '-',
      'Do not disturb',
      '-',
      'Settings…',
      'Quit Causerie'
    ]
  ],
  [
    'fr',
    [
      '(Labo Tourbe\u00a0: connecté)',
      '-',
      'Général (4)',
      '-',
      'Ouvrir Causerie',
      'Nouveau message…',
      'Tout marquer comme lu',
      '-',
      'Ne pas déranger',
      '-',
      'Réglages…',
      'Quitter Causerie'
    ]
  ]
])('has its lines, in %s', (language, expected) => {
  expect(lines(menu(makeState({ unread: 4, language })))).toEqual(expected)
})

it('leaves out the room that has been read, and all that needs an account', () => {
  expect(lines(menu(makeState()))).not.toContain('Général (0)')
  expect(lines(menu(nobody))).toEqual(['(Nobody is signed in)', '-', 'Open Causerie', '-', 'Quit Causerie'])
})

it('says what becomes of the connection', () => {
  const connection = { phase: 'waiting', retryAt: now, lostAt: now, failures: 1 } as const
  expect(lines(menu(makeState({ connection })))[0]).toBe('(Labo Tourbe: connecting…)')
  expect(lines(menu(makeState({ connection, isOffline: true })))[0]).toBe('(Labo Tourbe: offline)')
})

it.each([
  ['*Off', null],
  ['*30 minutes', { until: now + 30 * MINUTE }],
  ['*1 hour', { until: now + 60 * MINUTE }],
  ['*Until tomorrow, 9:00', { until: new Date(2026, 3, 14, 9).getTime() }],
  ['*Until I turn it off', { until: null }]
])('has one chosen of the quiet times: %s', (chosen, quiet) => {
  const all = quietLines(makeState({ quiet }))
  expect(all.map((line) => line.replace('*', ''))).toEqual([
    'Off',
    '30 minutes',
    '1 hour',
    'Until tomorrow, 9:00',
    'Until I turn it off'
  ])
  expect(all.filter((line) => line.startsWith('*'))).toEqual([chosen])
})

it('does what its lines say', () => {
  const actions = makeActions()
  const items = menu(makeState({ unread: 1 }), actions)
  const press = (label: string): void => items.find((item) => item.label === label)?.click?.()
  press('Open Causerie')
  press('New message…')
  press('Général (1)')
  press('Mark all as read')
  press('Settings…')
  press('Quit Causerie')
  for (const item of items.find(({ submenu }) => submenu)?.submenu ?? []) item.click?.()
  expect(actions.show).toHaveBeenCalledTimes(1)
  expect(actions.openRoom).toHaveBeenCalledTimes(2)
  expect(actions.markAllRead).toHaveBeenCalledTimes(1)
  expect(actions.openSettings).toHaveBeenCalledTimes(1)
  expect(actions.quit).toHaveBeenCalledTimes(1)
  expect(actions.beQuiet.mock.calls).toEqual([['off'], ['half-hour'], ['hour'], ['tomorrow'], ['always']])
})
