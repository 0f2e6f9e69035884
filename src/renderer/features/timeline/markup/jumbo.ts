const MOST = 3
/** No emoji is longer: a longer text is not looked at. */
const MOST_UNITS = 64
// As a text, because the compiler's target knows no `v` flag; the page's engine does.
const EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v')
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Whether a message is one to three emoji and nothing else. */
export function isJumbo(text: string): boolean {
  const bare = text.replaceAll(/\s/g, '')
  if (!bare || bare.length > MOST_UNITS) return false
  const parts = Array.from(graphemes.segment(bare), ({ segment }) => segment)
  return parts.length <= MOST && parts.every((part) => EMOJI.test(part))
}
