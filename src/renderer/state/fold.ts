/** Letters that are written as one and searched as two, or that carry a mark which is not taken off by itself. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  '’': "'"
}

/** A text for comparing, small and without accents, and where each of its letters stands in the text as written. */
export interface Folded {
  readonly text: string
  /** By place in `text`, and once more for its end. */
  readonly places: readonly number[]
}

export function fold(text: string): Folded {
  let folded = ''
  const places: number[] = []
  let place = 0
  for (const character of text) {
    const letters = bareLetters(character)
    for (let count = 0; count < letters.length; count++) places.push(place)
    folded += letters
    place += character.length
  }
  places.push(place)
  return { text: folded, places }
}

function bareLetters(character: string): string {
  if (character.charCodeAt(0) < 128) return character.toLowerCase()
  const bare = character.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return LETTERS[bare] ?? bare
}

/** Folding takes longer than comparing, and lists of thousands are compared with every letter that is typed. */
export function createFolder(): (text: string) => Folded {
  const known = new Map<string, Folded>()
  return (text) => {
    const folded = known.get(text) ?? fold(text)
    known.set(text, folded)
    return folded
  }
}
