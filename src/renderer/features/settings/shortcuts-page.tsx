import { Search } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { COMMANDS, type Command } from '../../../shared/model/shortcuts.ts'
import { useKeymap } from '../../state/use-keymap.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { Button } from '../../ui/button.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import { Group } from './rows.tsx'
import { SendKeyGroup } from './send-key-group.tsx'
import { ShortcutRow } from './shortcut-row.tsx'
import { FIXED_KEYS, isSearched } from './shortcuts-list.ts'
import styles from './shortcuts-page.module.css'
import { ShownKeys } from './shown-keys.tsx'
import { useAssigning } from './use-assigning.ts'

/** What can be done by keys: those that the person can choose, and those that are always the same. */
export function ShortcutsPage() {
  const t = useTranslations('shortcuts')
  const search = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const { commands, fixed } = useFound(query)
  const count = commands.length + fixed.reduce((sum, { rows }) => sum + rows.length, 0)
  const isSearching = query.trim() !== ''
  return (
    <>
      <div className={styles['search']}>
        <Search size={17} strokeWidth={1.75} aria-hidden="true" />
        <input
          ref={search}
          type="search"
          className={styles['field']}
          aria-label={t('search')}
          placeholder={t('search')}
          spellCheck={false}
          maxLength={100}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || query === '' || isComposing(event.nativeEvent)) return
            event.preventDefault()
            setQuery('')
          }}
        />
      </div>
      <Hidden>
        <span role="status">{isSearching && count > 0 && t('count', { count })}</span>
      </Hidden>
      <p className={styles['nothing']} role="status">
        {count === 0 && t('none', { query: query.trim() })}
      </p>
      {commands.length > 0 && <Commands commands={commands} onReset={() => search.current?.focus()} />}
      {!isSearching && <SendKeyGroup />}
      {fixed.map(({ group, rows }) => (
        <Group key={group} title={t(`groups.${group}`)}>
          <ul className={styles['rows']}>
            {rows.map(({ name, words, chords }) => (
              <li key={name} className={styles['row']}>
                <span className={styles['name']}>{words}</span>
                <ShownKeys chords={chords} />
              </li>
            ))}
          </ul>
        </Group>
      ))}
    </>
  )
}

function Commands({ commands, onReset }: { commands: readonly Command[]; onReset: () => void }) {
  const t = useTranslations('shortcuts')
  const assigning = useAssigning()
  const { keys } = usePreferences()
  const resetAll = () => {
    assigning.resetAll()
    onReset()
  }
  return (
    <Group title={t('commands')}>
      <ul className={styles['rows']}>
        {commands.map((command) => (
          <ShortcutRow key={command} command={command} assigning={assigning} />
        ))}
      </ul>
      {Object.keys(keys).length > 0 && (
        <Button className={styles['resetAll']} onClick={resetAll}>
          {t('resetAll')}
        </Button>
      )}
    </Group>
  )
}

/** What a search leaves: an empty one everything. */
function useFound(query: string) {
  const t = useTranslations('shortcuts')
  const keymap = useKeymap()
  const commands = COMMANDS.filter((command) =>
    isSearched(query, t(`names.${command}`), keymap.text(command))
  )
  const fixed = FIXED_KEYS.map(({ group, rows }) => ({
    group,
    rows: rows
      .map(({ name, chords }) => ({ name, chords, words: t(`keys.${name}`) }))
      .filter(({ words, chords }) => isSearched(query, words, ...chords.map(keymap.textOf)))
  })).filter(({ rows }) => rows.length > 0)
  return { commands, fixed }
}
