import { useMemo, useRef, useState, type ChangeEvent, type KeyboardEvent, type RefObject } from 'react'
import { useLocale } from 'use-intl'
import { replaceText } from './edit-field.ts'
import type { EmojiMemory } from './emoji/emoji-memory.ts'
import { emojiOfCode, withTone, type Emoji } from './emoji/emoji.ts'
import { loadEmojis, useEmojis } from './emoji/load-emojis.ts'
import { searchEmojis } from './emoji/search-emojis.ts'
import { begunAt, closedAt } from './shortcode.ts'

const MOST_SHOWN = 6

interface ShortcodeOptions {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly draft: string
  readonly memory: EmojiMemory
}

/** Emoji by their names between colons: a list of those that match while one types, and the closing colon. */
export function useShortcodes({ field, draft, memory }: ShortcodeOptions) {
  const language = useLocale()
  /** Where the caret was when something was last typed; null once it has gone elsewhere. */
  const [caret, setCaret] = useState<number | null>(null)
  const [marked, setMarked] = useState({ name: '', index: 0 })
  const isDismissed = useRef(false)
  const typed = useMemo(() => (caret === null ? null : begunAt(draft, caret)), [draft, caret])
  const emojis = useEmojis(typed !== null)
  const matches = useMemo(
    () => (typed && emojis ? searchEmojis(emojis, typed.name, language).slice(0, MOST_SHOWN) : []),
    [typed, emojis, language]
  )
  const active = marked.name === typed?.name ? marked.index : 0

  function insert(emoji: Emoji, start: number, end: number): void {
    const element = field.current
    if (!element) return
    memory.note(emoji.base)
    replaceText(element, start, end, withTone(emoji, memory.read().tone))
  }

  function choose(index: number): void {
    const emoji = matches[index]
    if (emoji && typed && caret !== null) insert(emoji, typed.start, caret)
  }

  async function complete(element: HTMLTextAreaElement): Promise<void> {
    const { value, selectionEnd } = element
    const closed = closedAt(value, selectionEnd)
    if (!closed) return
    const emoji = emojiOfCode(await loadEmojis(), closed.name, language)
    const isStill = element.value === value && caretOf(element) === selectionEnd
    if (emoji && isStill && document.activeElement === element) insert(emoji, closed.start, selectionEnd)
  }

  function note(element: HTMLTextAreaElement): void {
    setCaret(isDismissed.current ? null : caretOf(element))
  }

  function onInput(event: ChangeEvent<HTMLTextAreaElement>): void {
    const { inputType, data, isComposing } = event.nativeEvent as InputEvent
    const isTyped = inputType === 'insertText' || inputType === 'deleteContentBackward'
    if (!isTyped || isComposing) return setCaret(null)
    if (data === ':') {
      isDismissed.current = false
      void complete(event.target)
    }
    note(event.target)
  }

  /** Whether the key was for the list. */
  function onKeyDown(event: KeyboardEvent): boolean {
    if (matches.length === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) mark((active + step + matches.length) % matches.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(active)
    else if (event.key === 'Escape') {
      isDismissed.current = true
      setCaret(null)
    } else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  function mark(index: number): void {
    setMarked({ name: typed?.name ?? '', index })
  }

  return {
    matches,
    active,
    mark,
    choose,
    onInput,
    onKeyDown,
    onCompositionEnd: () => field.current && note(field.current),
    onSelect: () => field.current && caretOf(field.current) !== caret && setCaret(null),
    onBlur: () => setCaret(null)
  }
}

/** Where the caret is; null when something is selected. */
function caretOf({ selectionStart, selectionEnd }: HTMLTextAreaElement): number | null {
  return selectionStart === selectionEnd ? selectionEnd : null
}
