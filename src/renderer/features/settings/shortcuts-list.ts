import { fold } from '../../state/fold.ts'

/** Keys that are always the same, by where they work: the name of each in the catalogue, and its chords. */
export const FIXED_KEYS = [
  {
    group: 'everywhere',
    rows: [
      { name: 'close', chords: ['Escape'] },
      { name: 'quit', chords: ['Mod+Q'] }
    ]
  },
  {
    group: 'messages',
    rows: [
      { name: 'message', chords: ['ArrowUp', 'ArrowDown'] },
      { name: 'day', chords: ['Mod+ArrowUp', 'Mod+ArrowDown'] },
      { name: 'page', chords: ['PageUp', 'PageDown'] },
      { name: 'ends', chords: ['Home', 'End'] },
      { name: 'toolbar', chords: ['Tab'] },
      { name: 'menu', chords: ['Enter', 'ContextMenu'] },
      { name: 'copy', chords: ['C'] },
      { name: 'change', chords: ['M'] },
      { name: 'unread', chords: ['U'] },
      { name: 'remove', chords: ['Delete'] }
    ]
  },
  {
    group: 'writing',
    rows: [
      { name: 'changeLast', chords: ['ArrowUp'] },
      { name: 'emojiList', chords: [':'] },
      { name: 'emojiStay', chords: ['Shift+Enter'] }
    ]
  },
  {
    group: 'notifications',
    rows: [
      { name: 'notification', chords: ['ArrowUp', 'ArrowDown'] },
      { name: 'open', chords: ['Enter'] },
      { name: 'read', chords: ['U'] }
    ]
  }
] as const

/** Whether each word of a search is in what a row says: its name, or its keys as they are shown. */
export function isSearched(query: string, ...said: readonly string[]): boolean {
  const text = fold(said.join(' ')).text
  return fold(query)
    .text.split(/[\s+]+/)
    .every((word) => text.includes(word))
}
