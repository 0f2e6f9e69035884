import { lazy } from '../../../../shared/std/lazy.ts'

const MOST = 3
/** No emoji is longer: a longer text is not looked at. */
const MOST_UNITS = 64
/** What emoji are made of; digits too. */
const PARTS = /^[\p{Emoji}\p{Emoji_Component}]+$/u
// It takes as long as drawing all rows in sight. As a text, because the compiler's target knows no `v` flag; the
// page's engine does.
const emoji = lazy(() => new RegExp('^\\p{RGI_Emoji}$', 'v'))
const graphemes = lazy(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }))

/** Whether a message is one to three emoji and nothing else. */
export function isJumbo(text: string): boolean {
  const bare = text.replaceAll(/\s/g, '')
  if (bare.length > MOST_UNITS || !PARTS.test(bare)) return false
  const parts = Array.from(graphemes().segment(bare), ({ segment }) => segment)
  return parts.length <= MOST && parts.every((part) => emoji().test(part))
}
