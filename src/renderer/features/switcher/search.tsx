import { Search as Glass } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { chordOfEvent } from '../../state/chord.ts'
import type { Folded } from '../../state/fold.ts'
import { commandOf } from '../../state/keymap.ts'
import { PLATFORM, useKeymap } from '../../state/use-keymap.ts'
import { Kbd } from '../../ui/kbd.tsx'
import type { Entry } from './entry.ts'
import { Footer } from './footer.tsx'
import { foundGroups } from './found.ts'
import { optionId } from './option-id.ts'
import { Results } from './results.tsx'
import styles from './switcher.module.css'

interface SearchProps {
  readonly entries: readonly Entry[]
  /** Ids of what was chosen before, the latest first. */
  readonly recent: readonly string[]
  readonly folded: (text: string) => Folded
  readonly onChoose: (entry: Entry) => void
  readonly onClose: () => void
}

/** The field of the quick switcher, and below it what it finds: the field has the focus, the arrows move in the list. */
export function Search({ entries, recent, folded, onChoose, onClose }: SearchProps) {
  const t = useTranslations()
  const label = t('nav.jump')
  const listId = useId()
  const keymap = useKeymap()
  const list = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [markedId, setMarkedId] = useState<string | null>(null)
  const groups = foundGroups({ entries, query, recent, folded })
  const found = groups.flatMap((group) => group.found)
  const marked = Math.max(
    0,
    found.findIndex(({ entry }) => entry.id === markedId)
  )
  const active = found[marked]?.entry

  function mark(index: number): void {
    const next = found[(index + found.length) % found.length]
    if (!next) return
    setMarkedId(next.entry.id)
    const element = document.querySelector(`[id="${optionId(listId, next.entry)}"]`)
    element?.scrollIntoView({ block: 'nearest' })
    // The heading of the first group stands above it.
    if (next === found[0]) list.current?.scrollTo(0, 0)
  }

  function choose(): void {
    if (active) onChoose(active)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const chord = chordOfEvent(event.nativeEvent, PLATFORM)
    if (chord === null) return
    if (chord === 'ArrowDown') mark(marked + 1)
    else if (chord === 'ArrowUp') mark(marked - 1)
    else if (chord === 'Enter') choose()
    else if (commandOf(keymap.chords, chord)?.command === 'switcher') onClose()
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className={styles['head']}>
        <Glass size={20} strokeWidth={1.75} aria-hidden="true" />
        <input
          className={styles['field']}
          role="combobox"
          aria-label={label}
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active && optionId(listId, active)}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={query}
          onChange={({ target }) => {
            setQuery(target.value)
            setMarkedId(null)
            list.current?.scrollTo(0, 0)
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd isRaised>{keymap.name('Escape')}</Kbd>
      </div>
      <Results
        ref={list}
        id={listId}
        label={label}
        groups={groups}
        activeId={active?.id ?? null}
        onMark={(entry) => setMarkedId(entry.id)}
        onChoose={onChoose}
      />
      <p className={styles['none']} role="status">
        {found.length === 0 && query.trim() !== '' && t('switcher.none', { query: query.trim() })}
      </p>
      <Footer />
    </>
  )
}
