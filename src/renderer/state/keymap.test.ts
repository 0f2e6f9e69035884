import { describe, expect, it } from 'vitest'
import { chordOfEvent, partsOf, type Stroke } from './chord.ts'
import { chordProblem, chordsOf, commandOf, conflictsOf, withChord } from './keymap.ts'
import { chordText, shownChord } from './shown-chord.ts'

function stroke(key: string, change: Partial<Stroke> = {}): Stroke {
  return {
    key,
    code: '',
    keyCode: 0,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    getModifierState: () => false,
    ...change
  }
}
const ctrl = (key: string, change: Partial<Stroke> = {}): Stroke => stroke(key, { ctrlKey: true, ...change })

describe('the chord of a key', () => {
  it('goes by what is written on the key, with Caps Lock and without', () => {
    expect(chordOfEvent(ctrl('k'), 'other')).toBe('Mod+K')
    expect(chordOfEvent(ctrl('K'), 'other')).toBe('Mod+K')
    expect(chordOfEvent(ctrl('a', { code: 'KeyQ', shiftKey: true }), 'other')).toBe('Mod+Shift+A')
    expect(chordOfEvent(stroke('F6', { shiftKey: true }), 'other')).toBe('Shift+F6')
    expect(chordOfEvent(ctrl(' ', { altKey: true }), 'other')).toBe('Mod+Alt+Space')
  })

  it('takes the command key for Ctrl on macOS, and neither for the other', () => {
    expect(chordOfEvent(stroke('k', { metaKey: true }), 'mac')).toBe('Mod+K')
    expect(chordOfEvent(ctrl('k'), 'mac')).toBeNull()
    expect(chordOfEvent(stroke('k', { metaKey: true }), 'other')).toBeNull()
  })

  it('finds signs and digits on every keyboard', () => {
    // QWERTY with Shift, AZERTY with Shift, the numeric pad: one plus.
    for (const code of ['Equal', 'NumpadAdd'])
      expect(chordOfEvent(ctrl('+', { code, shiftKey: code === 'Equal' }), 'other')).toBe('Mod++')
    expect(chordOfEvent(ctrl('0', { code: 'Digit0', shiftKey: true }), 'other')).toBe('Mod+0')
    expect(chordOfEvent(ctrl('à', { code: 'Digit0' }), 'other')).toBe('Mod+0')
    expect(chordOfEvent(ctrl('-', { code: 'Digit6' }), 'other')).toBe('Mod+-')
    expect(chordOfEvent(ctrl('л', { code: 'KeyK' }), 'other')).toBe('Mod+K')
  })

  it('is none while a text is composed, for a modifier alone, and for what AltGr writes', () => {
    expect(chordOfEvent(ctrl('k', { isComposing: true }), 'other')).toBeNull()
    expect(chordOfEvent(ctrl('k', { keyCode: 229 }), 'other')).toBeNull()
    expect(chordOfEvent(ctrl('Control'), 'other')).toBeNull()
    expect(chordOfEvent(stroke('Dead'), 'other')).toBeNull()
    const altGraph = { altKey: true, getModifierState: (name: string) => name === 'AltGraph' }
    expect(chordOfEvent(ctrl('€', altGraph), 'other')).toBeNull()
  })

  it('comes apart again, the plus too', () => {
    expect(partsOf('Mod++')).toEqual({ mod: true, alt: false, shift: false, key: '+' })
    expect(partsOf('Mod+Alt+Shift+F2')).toEqual({ mod: true, alt: true, shift: true, key: 'F2' })
    expect([partsOf(''), partsOf('ctrl k'), partsOf('mod+k')]).toEqual([null, null, null])
  })
})

describe('a shortcut', () => {
  it('needs a modifier or is a function key', () => {
    for (const chord of ['K', 'Shift+K', 'Enter', 'Escape', 'F13'])
      expect(chordProblem(chord, 'other'), chord).toBe('plain')
    for (const chord of ['Mod+K', 'Alt+K', 'F5', 'Shift+F5', 'Mod+Shift+;'])
      expect(chordProblem(chord, 'other'), chord).toBeNull()
    expect(chordProblem('Alt+K', 'mac')).toBe('plain')
  })

  it('leaves the keys of text and of the system alone', () => {
    const ofText = 'Mod+C Mod+V Mod+X Mod+A Mod+Z Mod+Shift+Z Mod+Y Mod+ArrowLeft Mod+Enter Mod+Backspace'
    const ofSystem = 'Mod+Q Alt+F4 Alt+Tab Alt+Space Shift+F10'
    for (const chord of `${ofText} ${ofSystem}`.split(' '))
      expect(chordProblem(chord, 'other'), chord).toBe('reserved')
    expect([chordProblem('Mod+W', 'mac'), chordProblem('Mod+W', 'other')]).toEqual(['reserved', null])
  })
})

describe('the keymap', () => {
  it('has the usual keys until others are chosen, and none where that was chosen', () => {
    const chords = chordsOf({ quiet: 'Alt+D', sidebar: '', emoji: 'nonsense' })
    expect(chords).toMatchObject({ switcher: 'Mod+K', quiet: 'Alt+D', sidebar: '', emoji: 'Mod+E' })
  })

  it('never has one chord twice: the choice goes before what is usual', () => {
    expect(chordsOf({ centre: 'Mod+K' })).toMatchObject({ centre: 'Mod+K', switcher: '' })
  })

  it('finds the command of a chord, the way back, and the plus without Shift', () => {
    const chords = chordsOf({})
    expect(commandOf(chords, 'Mod+K')).toEqual({ command: 'switcher', isBack: false })
    expect(commandOf(chords, 'Shift+F6')).toEqual({ command: 'nextRegion', isBack: true })
    expect(commandOf(chords, 'Mod+=')).toEqual({ command: 'zoomIn', isBack: false })
    expect(commandOf(chordsOf({ quiet: 'Mod+=' }), 'Mod+=')?.command).toBe('quiet')
    expect(commandOf(chords, 'Mod+J')).toBeNull()
  })

  it('knows whose keys would be taken, forwards and back', () => {
    const chords = chordsOf({})
    expect(conflictsOf(chords, 'centre', 'Mod+K')).toEqual(['switcher'])
    expect(conflictsOf(chords, 'centre', 'Shift+F6')).toEqual(['nextRegion'])
    expect(conflictsOf(chords, 'nextRegion', 'Mod+A')).toEqual(['centre'])
    expect(conflictsOf(chords, 'centre', 'Mod+Shift+A')).toEqual([])
    expect(conflictsOf(chordsOf({ switcher: '' }), 'centre', '')).toEqual([])
  })

  it('takes a chord from whoever had it, and forgets a choice that is the usual one', () => {
    const taken = withChord({}, 'centre', 'Mod+K')
    expect(taken).toEqual({ centre: 'Mod+K', switcher: '' })
    expect(withChord(taken, 'switcher', 'Mod+K')).toEqual({ centre: '' })
    expect(withChord({ quiet: 'Alt+D' }, 'quiet', 'Mod+Shift+D')).toEqual({})
    expect(withChord({}, 'quiet', '')).toEqual({ quiet: '' })
  })
})

it('shows a chord as it is written on the keys of a language and a system', () => {
  expect(shownChord('Mod+Shift+A', 'fr', 'other')).toEqual(['Ctrl', 'Maj', 'A'])
  expect(shownChord('Mod+Shift+A', 'en', 'other')).toEqual(['Ctrl', 'Shift', 'A'])
  expect(shownChord('Escape', 'fr', 'other')).toEqual(['Échap'])
  expect(shownChord('Mod+ArrowUp', 'en', 'mac')).toEqual(['⌘', '↑'])
  expect([chordText('Mod+Alt+,', 'en', 'other'), chordText('Mod+Alt+,', 'en', 'mac')]).toEqual([
    'Ctrl Alt ,',
    '⌘⌥,'
  ])
  expect(chordText('', 'en', 'other')).toBe('')
})
