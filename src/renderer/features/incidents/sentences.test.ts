import { createTranslator } from 'use-intl/core'
import { expect, it } from 'vitest'
import type { Language } from '../../../shared/ipc/contract.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import { catalogues } from '../../i18n/catalogue.ts'
import type { en } from '../../i18n/en.ts'
import { sentencesOf } from './sentences.ts'

function say(incident: Incident, locale: Language = 'en'): string {
  const messages = catalogues[locale] as typeof en
  return sentencesOf(incident, createTranslator({ locale, messages, namespace: 'incidents' })).join(' ')
}

const restored = { id: 1, at: 0, kind: 'server-restored', resent: 0, lost: 0 } as const
const rebuilt = {
  id: 2,
  at: 0,
  kind: 'copy-rebuilt',
  file: 'causerie.damaged-1.db',
  messages: 0,
  drafts: 0
} as const

it('says only what happened', () => {
  expect(say(restored)).not.toMatch(/\d/)
  expect(say({ ...restored, resent: 1 })).toContain('1 message of yours is sent again')
  expect(say({ ...restored, resent: 1 })).not.toContain('others')
  expect(say(rebuilt)).toContain('The damaged file is kept: causerie.damaged-1.db')
  expect(say(rebuilt)).not.toContain('saved')
})

it('says where a copy is again that was deleted', () => {
  expect(say({ id: 3, at: 0, kind: 'copy-put-back', folder: '/data' })).toMatch(/back in its place.*: \/data/)
})

it('says what has become of settings that were damaged', () => {
  const incident = { id: 4, at: 0, kind: 'settings-rebuilt', file: 'app.sqlite.damaged-1' } as const
  expect(say(incident)).toMatch(/first start\. The damaged file is kept: app\.sqlite\.damaged-1/)
  expect(say(incident, 'fr')).toContain('premier démarrage')
})

it('counts as each language does', () => {
  expect(say({ ...restored, resent: 2, lost: 3 })).toMatch(
    /2 messages of yours are .* 3 messages of others were/
  )
  expect(say({ ...restored, resent: 1, lost: 1 }, 'fr')).toMatch(/1 de vos messages est .* 1 message de/)
  expect(say({ ...rebuilt, messages: 1, drafts: 2 })).toMatch(/1 message that .* 2 drafts were saved/)
  expect(say({ ...rebuilt, messages: 2, drafts: 1 }, 'fr')).toMatch(/2 messages .* sauvés\. 1 brouillon a/)
})
