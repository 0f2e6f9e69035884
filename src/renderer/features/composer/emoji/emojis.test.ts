import { describe, expect, it } from 'vitest'
import { emojis } from './emoji-data.ts'
import { emojiOfCode, folded, withTone } from './emoji.ts'
import { searchEmojis } from './search-emojis.ts'

const find = (query: string, language: 'fr' | 'en' = 'fr'): string[] =>
  searchEmojis(emojis, query, language).map(({ base }) => base)
const known = (base: string) => emojis.find((emoji) => emoji.base === base)!

describe('the emoji', () => {
  it('are those that the font draws', () => {
    expect(emojis.length).toBeGreaterThan(1800)
    expect(known('🐦‍🔥').names.fr).toBe('phénix')
    // Emoji 16: a face with bags under its eyes.
    expect(emojis.some(({ base }) => base === '🫩')).toBe(false)
    expect(new Set(emojis.map(({ base }) => base)).size).toBe(emojis.length)
    expect(emojis.filter(({ base }) => /^[\u{1F3FB}-\u{1F3FF}]/u.test(base))).toEqual([])
  })

  it('have names and short names in both languages', () => {
    const seedling = known('🌱')
    expect(seedling.names).toEqual({ en: 'seedling', fr: 'jeune pousse' })
    expect([seedling.codes.en[0], seedling.codes.fr[0]]).toEqual(['seedling', 'jeune_pousse'])
    const nameless = emojis.filter(({ codes }) => codes.en.length === 0 || codes.fr.length === 0)
    expect(nameless).toEqual([])
  })

  it('are written as people type them', () => {
    expect(known('✅').base).toBe('\u2705')
    expect(known('❤️').base).toBe('\u2764\ufe0f')
  })

  it('have the skin tone that was chosen, also where there are two people', () => {
    expect(withTone(known('👋'), 0)).toBe('👋')
    expect(withTone(known('👋'), 5)).toBe('👋🏿')
    expect(withTone(known('🤝'), 1)).toBe('🤝🏻')
    expect(withTone(known('🌱'), 3)).toBe('🌱')
  })
})

describe('searchEmojis', () => {
  it.each([
    ['fete', '🎉'],
    ['fête', '🎉'],
    ['FÊTE', '🎉'],
    ['coeur', '❤️'],
    ['cœur', '❤️'],
    ['heart', '❤️'],
    ['party', '🎉'],
    ['jeune pousse', '🌱'],
    ['pousse jeune', '🌱'],
    ['jeune_pousse', '🌱'],
    ['seedling', '🌱'],
    ['trombone', '📎'],
    ['paperclip', '📎'],
    ['microscope', '🔬'],
    ['goutte', '💧'],
    ['+1', '👍']
  ])('finds %s', (query, expected) => {
    expect(find(query, 'fr').slice(0, 18)).toContain(expected)
    expect(find(query, 'en').slice(0, 18)).toContain(expected)
  })

  it.each([
    ['seedling', '🌱'],
    ['jeune pousse', '🌱'],
    ['heart', '❤️'],
    ['party', '🎉'],
    ['cœur rouge', '❤️'],
    ['trombone', '📎'],
    ['tada', '🎉']
  ])('puts what is called %s first', (query, expected) => {
    expect([find(query, 'fr')[0], find(query, 'en')[0]]).toEqual([expected, expected])
  })

  it('puts what the reader’s language says first', () => {
    // A parrot and a sloth: perroquet and paresseux.
    expect(find('par', 'en').indexOf('🦜')).toBeLessThan(find('par', 'en').indexOf('🦥'))
    expect(find('par', 'fr').indexOf('🦥')).toBeLessThan(find('par', 'fr').indexOf('🦜'))
  })

  it('puts what needs the fewest letters more before longer names', () => {
    expect(find('hea', 'en')[0]).toBe('❤️')
    expect(find('par', 'en')[0]).toBe('🎉')
    expect(find('seedl', 'fr')[0]).toBe('🌱')
  })

  it('puts words that begin so before words that contain it', () => {
    const found = searchEmojis(emojis, 'art', 'en')
    const isBegun = found.map(({ names, codes, tags }) =>
      [names, codes, tags].some(({ en, fr }) => [en, fr].flat().some((text) => /\bart/i.test(folded(text))))
    )
    expect(isBegun.lastIndexOf(true)).toBeLessThan(isBegun.indexOf(false))
    expect(isBegun).toContain(false)
  })

  it('finds nothing for nothing and for what is not there', () => {
    expect(find('  ')).toEqual([])
    expect(find('zz qq')).toEqual([])
  })
})

describe('emojiOfCode', () => {
  const of = (code: string, language: 'fr' | 'en' = 'fr') => emojiOfCode(emojis, code, language)?.base

  it('knows short names of both languages', () => {
    expect(of('seedling')).toBe('🌱')
    expect(of('jeune_pousse', 'en')).toBe('🌱')
    expect(of('Cœur_rouge')).toBe('❤️')
    expect(of('tada')).toBe('🎉')
    expect(of('+1')).toBe('👍')
    expect(of('30')).toBeUndefined()
  })

  it('answers what is shown: a short name leads back to its emoji', () => {
    for (const language of ['fr', 'en'] as const) {
      const lost = emojis.filter(({ base, codes }) => of(codes[language][0] ?? '', language) !== base)
      expect(lost.map(({ base }) => base)).toEqual([])
    }
  })
})
