import { describe, expect, it } from 'vitest'
import { createFolder, fold } from '../../state/fold.ts'
import type { Entry } from './entry.ts'
import { foundGroups } from './found.ts'
import { matchOf } from './match.ts'

const run = (): void => undefined

function entry(kind: Entry['kind'], label: string, change: Partial<Entry> = {}): Entry {
  return { id: `${kind}:${label}`, kind, label, run, ...change }
}

/** What is shown, group by group, by label. */
function shown(entries: readonly Entry[], query: string, recent: readonly string[] = []) {
  const groups = foundGroups({ entries, query, recent, folded: createFolder() })
  return groups.map(({ name, found }) => [name, ...found.map(({ entry }) => entry.label)])
}

describe('a text', () => {
  const marked = (text: string, query: string): string | null => {
    const match = matchOf(fold(text), fold(query).text)
    return match && [match.rank, ...match.spans.map(({ from, to }) => text.slice(from, to))].join(' ')
  }

  it('is found at its beginning, at a word, or inside, and says what was found as it is written', () => {
    expect(marked('Capteurs', 'ca')).toBe('0 Ca')
    expect(marked('Maëlle Le Goff', 'le')).toBe('1 Le')
    expect(marked('Priya Raman', 'iya')).toBe('2 iya')
    expect(marked('Émilie', 'emi')).toBe('0 Émi')
    expect(marked('Élise Fontaine', 'FON')).toBe('1 Fon')
    expect(marked('Tom', 'x')).toBeNull()
  })

  it('is found by several words in any order, no better than by a word', () => {
    expect(marked('Settings: Appearance', 'settings app')).toBe('1 Settings App')
    expect(marked('Tom Whitaker', 'whit tom')).toBe('1 Tom Whit')
    expect(marked('Tom Whitaker', 'tom w')).toBe('0 Tom W')
    expect(marked('Tom Whitaker', 'tom to')).toBe('1 Tom')
    expect(marked('Tom Whitaker', 'tom x')).toBeNull()
  })

  it('is marked in whole letters where one is searched as two', () => {
    expect(marked('Cœur', 'coeu')).toBe('0 Cœu')
    expect(marked('Cœur', 'co')).toBe('0 Cœ')
    expect(marked('e\u0301te\u0301 2026', 'ete')).toBe('0 e\u0301te\u0301')
    expect(marked('🌱 pousse', 'pou')).toBe('1 pou')
  })
})

describe('the quick switcher', () => {
  const general = entry('room', 'Général')
  const camille = entry('person', 'Camille Roussel', { presence: 'online' })
  const tom = entry('person', 'Tom Whitaker', { presence: 'offline', also: 'twhitaker' })
  const quit = entry('action', 'Quitter Causerie')
  const dark = entry('action', 'Thème : Sombre')
  const all = [general, camille, tom, dark, quit]

  it('begins with the rooms, the latest choices and who is there', () => {
    const unread = entry('room', 'Terrain', { unread: 2 })
    expect(shown([general, unread, camille, tom, quit], '', [quit.id, tom.id, general.id])).toEqual([
      ['rooms', 'Terrain', 'Général'],
      ['recent', 'Quitter Causerie', 'Tom Whitaker'],
      ['online', 'Camille Roussel']
    ])
    expect(shown([general, camille], ' ', ['gone', camille.id])).toEqual([
      ['rooms', 'Général'],
      ['recent', 'Camille Roussel']
    ])
  })

  it('puts a beginning before a word and a word before what is inside, and of equals the latest choice', () => {
    const names = ['Lucas', 'Jean Cayet', 'Camille Roussel', 'Carla Nadal'].map((name) =>
      entry('person', name)
    )
    expect(shown(names, 'ca')).toEqual([['places', 'Camille Roussel', 'Carla Nadal', 'Jean Cayet', 'Lucas']])
    expect(shown(names, 'CÂ', ['person:Carla Nadal', 'person:Lucas'])).toEqual([
      ['places', 'Carla Nadal', 'Camille Roussel', 'Jean Cayet', 'Lucas']
    ])
  })

  it('keeps places and actions apart, and takes what the first sign asks for', () => {
    expect(shown(all, 'ca')).toEqual([
      ['places', 'Camille Roussel'],
      ['actions', 'Quitter Causerie']
    ])
    expect(shown(all, '@')).toEqual([['people', 'Camille Roussel', 'Tom Whitaker']])
    expect(shown(all, '# gen')).toEqual([['rooms', 'Général']])
    expect(shown(all, '>theme')).toEqual([['actions', 'Thème : Sombre']])
    expect(shown(all, '>', [quit.id])).toEqual([['actions', 'Quitter Causerie', 'Thème : Sombre']])
    expect(shown(all, '@general')).toEqual([])
  })

  it('finds people by their user name too', () => {
    expect(shown(all, 'twh')).toEqual([['places', 'Tom Whitaker']])
  })

  it('draws no more than some tens', () => {
    const crowd = Array.from({ length: 2000 }, (_, index) => entry('person', `User ${index}`))
    expect(shown(crowd, 'user')[0]).toHaveLength(51)
  })
})
