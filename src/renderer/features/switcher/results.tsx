import { useId, type ReactNode, type Ref } from 'react'
import { useTranslations } from 'use-intl'
import { useKeymap } from '../../state/use-keymap.ts'
import type { Entry } from './entry.ts'
import type { FoundEntry, Group } from './found.ts'
import { Option } from './option.tsx'
import { optionId } from './option-id.ts'
import styles from './switcher.module.css'

interface ResultsProps {
  readonly ref: Ref<HTMLDivElement>
  readonly id: string
  readonly label: string
  readonly groups: readonly Group[]
  readonly activeId: string | null
  readonly onMark: (entry: Entry) => void
  readonly onChoose: (entry: Entry) => void
}

/** What was found, group by group. The pointer marks what it moves over; the focus stays in the field. */
export function Results({ ref, id, label, groups, activeId, onMark, onChoose }: ResultsProps) {
  const keymap = useKeymap()
  const option = ({ entry, match }: FoundEntry) => (
    <Option
      key={entry.id}
      id={optionId(id, entry)}
      entry={entry}
      match={match}
      keys={entry.command ? keymap.text(entry.command) : ''}
      isActive={entry.id === activeId}
      onMark={onMark}
      onChoose={onChoose}
    />
  )
  return (
    <div
      ref={ref}
      id={id}
      className={styles['list']}
      role="listbox"
      aria-label={label}
      hidden={groups.length === 0}
      onPointerDown={(event) => event.preventDefault()}
    >
      {groups.map((group) => (
        <ResultGroup key={group.name} name={group.name}>
          {group.found.map(option)}
        </ResultGroup>
      ))}
    </div>
  )
}

function ResultGroup({ name, children }: { name: Group['name']; children: ReactNode }) {
  const t = useTranslations('switcher')
  const id = useId()
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={styles['heading']}>
        {t(name)}
      </div>
      {children}
    </div>
  )
}
