import { Search } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useLocale, useTranslations } from 'use-intl'
import { isComposing } from '../../../ui/is-composing.ts'
import { emojiAt, gridRows, moved, type Arrow } from './emoji-grid.ts'
import { GridView, cellId, type GridHandle } from './emoji-grid-view.tsx'
import type { EmojiMemory } from './emoji-memory.ts'
import styles from './emoji-picker.module.css'
import { tabOfSection, Tabs, type TabKey } from './emoji-tabs.tsx'
import { Footer } from './emoji-footer.tsx'
import { withTone, type Emoji, type Tone } from './emoji.ts'
import { useEmojis } from './load-emojis.ts'
import { searchEmojis } from './search-emojis.ts'
import { useSections } from './use-sections.ts'

interface EmojiPickerProps {
  readonly memory: EmojiMemory
  /** The button that opens it: a press on it is the button's own affair. */
  readonly button: RefObject<HTMLElement | null>
  /** Puts an emoji into the field, which takes the focus. */
  readonly onInsert: (text: string) => void
  /** `isGivenBack`: the focus is to go to where it was. */
  readonly onClose: (isGivenBack: boolean) => void
}

/** Between it and the top of the window, at the least. */
const MARGIN = 8

/** All emoji, to be looked through and searched. The search field keeps the focus and drives the grid. */
export function EmojiPicker({ memory, button, onInsert, onClose }: EmojiPickerProps) {
  const t = useTranslations('emoji')
  const language = useLocale()
  const gridId = useId()
  const dialog = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const grid = useRef<GridHandle>(null)
  const isInserting = useRef(false)
  const [habits, setHabits] = useState(() => memory.read())
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const [section, setSection] = useState<string | undefined>()
  const [isToning, setIsToning] = useState(false)
  const emojis = useEmojis(true)
  const all = useSections(emojis, habits.recents)
  const isSearch = query.trim() !== ''
  const rows = useMemo(() => {
    if (!isSearch) return gridRows(all)
    return gridRows([{ key: 'found', heading: null, emojis: searchEmojis(emojis ?? [], query, language) }])
  }, [isSearch, all, emojis, query, language])
  const chosen = emojiAt(rows, place)

  useLayoutEffect(() => {
    const element = dialog.current
    // It stands on the composer: what is above that is what it has.
    if (element) element.style.maxHeight = `${element.getBoundingClientRect().bottom - MARGIN}px`
    search.current?.focus()
  }, [])
  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent): void => {
      const isInside = target instanceof Node && [dialog, button].some((own) => own.current?.contains(target))
      if (!isInside) onClose(false)
    }
    document.addEventListener('pointerdown', onPointerDown)
    return () => document.removeEventListener('pointerdown', onPointerDown)
  })

  function insert(emoji: Emoji, stays: boolean): void {
    memory.note(emoji.base)
    isInserting.current = true
    onInsert(withTone(emoji, habits.tone))
    if (stays) search.current?.focus()
    else onClose(false)
    isInserting.current = false
  }

  function find(next: string): void {
    setQuery(next)
    setPlace(0)
    grid.current?.toRow(0)
  }

  function goTo(tab: TabKey): void {
    const every = gridRows(all)
    const heading = every.findIndex((row) => tabOfSection(row.section) === tab)
    const row = every[heading + 1]
    // The rows of a search, which may be fewer, go first.
    flushSync(() => {
      setQuery('')
      setPlace(row?.kind === 'cells' ? row.first : 0)
    })
    grid.current?.toRow(heading)
  }

  function setTone(tone: Tone): void {
    memory.setTone(tone)
    setHabits({ ...habits, tone })
    setIsToning(false)
    search.current?.focus()
  }

  function onSearchKey(event: KeyboardEvent): void {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (chosen) insert(chosen, event.shiftKey)
    } else if (isArrow(event.key) && !event.shiftKey) {
      event.preventDefault()
      const next = moved(rows, place, event.key)
      setPlace(next)
      grid.current?.show(next)
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return
    event.preventDefault()
    event.stopPropagation()
    if (!isToning) return onClose(true)
    setIsToning(false)
    search.current?.focus()
  }

  function onBlur({ relatedTarget }: FocusEvent): void {
    const isLeft = relatedTarget !== null && !dialog.current?.contains(relatedTarget)
    if (isLeft && relatedTarget !== button.current && !isInserting.current) onClose(false)
  }

  return (
    <div
      ref={dialog}
      className={styles['picker']}
      role="dialog"
      aria-label={t('title')}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <div className={styles['search']}>
        <Search size={17} strokeWidth={1.75} aria-hidden="true" />
        <input
          ref={search}
          role="combobox"
          aria-label={t('search')}
          aria-expanded="true"
          aria-haspopup="grid"
          aria-autocomplete="list"
          aria-controls={gridId}
          aria-activedescendant={chosen && cellId(gridId, place)}
          placeholder={t('search')}
          value={query}
          onChange={(event) => find(event.target.value)}
          onKeyDown={onSearchKey}
        />
      </div>
      <Tabs
        current={isSearch ? null : tabOfSection(section ?? all[0]?.key)}
        hasRecents={all[0]?.key === 'recents'}
        panelId={gridId}
        onSelect={goTo}
      />
      {isSearch && emojis !== null && rows.length === 0 && (
        <p className={styles['none']} role="status">
          {t('none', { query: query.trim() })}
        </p>
      )}
      <GridView
        id={gridId}
        handle={grid}
        rows={rows}
        place={place}
        tone={habits.tone}
        onPoint={setPlace}
        onInsert={insert}
        onSection={setSection}
      />
      <Footer emoji={chosen} tone={habits.tone} isToning={isToning} onToning={setIsToning} onTone={setTone} />
    </div>
  )
}

function isArrow(key: string): key is Arrow {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown'
}
