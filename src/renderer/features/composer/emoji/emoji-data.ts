/** All emoji. Half a megabyte of words in each language: only ever imported when they are asked for. */
import en from 'emojibase-data/en/compact.json'
import enCldr from 'emojibase-data/en/shortcodes/cldr.json'
import enEmojibase from 'emojibase-data/en/shortcodes/emojibase.json'
import enGithub from 'emojibase-data/en/shortcodes/github.json'
import fr from 'emojibase-data/fr/compact.json'
import frCldr from 'emojibase-data/fr/shortcodes/cldr.json'
import versions from 'emojibase-data/versions/emoji.json'
import type { Emoji } from './emoji.ts'

/** The last version of Unicode's emoji that the font of the page draws. */
const LAST_DRAWN = 15.1
/** Skin tones and hair, which are no emoji by themselves. */
const COMPONENTS = 2

// The package states types of another one, which is not there.
interface Entry {
  readonly hexcode: string
  readonly unicode: string
  readonly label: string
  readonly tags?: readonly string[]
  readonly order?: number
  readonly group?: number
  readonly skins?: readonly Entry[]
}
type Codes = Readonly<Record<string, string | readonly string[]>>

const undrawn = new Set(
  Object.entries(versions as Readonly<Record<string, readonly string[]>>)
    .filter(([version]) => Number(version) > LAST_DRAWN)
    .flatMap(([, hexcodes]) => hexcodes)
)

export const emojis: readonly Emoji[] = merge(en, fr)

function merge(english: readonly Entry[], french: readonly Entry[]): readonly Emoji[] {
  const frenchByHexcode = new Map(french.map((entry) => [entry.hexcode, entry]))
  const drawn = english.filter(
    ({ hexcode, group }) => group !== undefined && group !== COMPONENTS && !undrawn.has(hexcode)
  )
  const inOrder = drawn.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
  return inOrder.map((entry) => toEmoji(entry, frenchByHexcode.get(entry.hexcode) ?? entry))
}

function toEmoji(english: Entry, french: Entry): Emoji {
  const { hexcode } = english
  const names = { en: english.label, fr: french.label }
  const codes = {
    // The names of GitHub are those that most people know.
    en: [...new Set([enGithub, enCldr, enEmojibase].flatMap((set) => codesOf(set as Codes, hexcode)))],
    fr: codesOf(frCldr, hexcode)
  }
  const tags = { en: english.tags ?? [], fr: french.tags ?? [] }
  return { base: written(english), toned: tonesOf(english), group: english.group ?? 0, names, codes, tags }
}

/** The five forms in which everybody in an emoji has the same skin tone. */
function tonesOf({ skins = [] }: Entry): readonly string[] {
  const tones = ['1F3FB', '1F3FC', '1F3FD', '1F3FE', '1F3FF']
  const forms = tones.flatMap((tone) => {
    const isOfTone = ({ hexcode }: Entry): boolean =>
      !undrawn.has(hexcode) && tones.every((other) => hexcode.includes(other) === (other === tone))
    const skin = skins.find(isOfTone)
    return skin ? [written(skin)] : []
  })
  return forms.length === tones.length ? forms : []
}

/** The data asks for the picture even of what is one anyway: people do not type that, so neither do we. */
function written({ unicode }: Entry): string {
  return /^\p{Emoji_Presentation}\ufe0f$/u.test(unicode) ? unicode.slice(0, -1) : unicode
}

function codesOf(set: Codes, hexcode: string): readonly string[] {
  return [set[hexcode] ?? []].flat()
}
