import type { KeyboardEvent, ReactNode } from 'react'
import type { User } from '../../../shared/model/user.ts'
import styles from './presence.module.css'
import { useRovingPeople } from './use-roving-people.ts'

/** What an element must carry for the focus to come to it. */
export interface RowFocus {
  readonly 'data-person': number
  readonly tabIndex: 0 | -1
}

interface PeopleRowsProps {
  readonly label?: string
  readonly labelledBy?: string
  readonly people: readonly User[]
  readonly rowHeight: number
  readonly onChoose: (user: User) => void
  readonly children: (user: User, focus: RowFocus) => ReactNode
}

/** People in a list, each with a button of their own. Only what can be seen is drawn. */
export function PeopleRows({ label, labelledBy, people, rowHeight, onChoose, children }: PeopleRowsProps) {
  const { list, rows, height, top, current, on } = useRovingPeople({ people, rowHeight, onChoose })
  return (
    <ul
      ref={list}
      className={styles['list']}
      style={{ height }}
      aria-label={label}
      aria-labelledby={labelledBy}
      {...on}
    >
      {rows.map(({ index, start }) => {
        const user = people[index]
        return (
          user && (
            <li
              key={user.id}
              className={styles['place']}
              style={{ top: start - top }}
              aria-posinset={index + 1}
              aria-setsize={people.length}
            >
              {children(user, focusOf(user, index === current))}
            </li>
          )
        )
      })}
    </ul>
  )
}

/** The same people to choose one of: the rows themselves take the focus. */
export function PeopleOptions({ label, people, rowHeight, onChoose, children }: PeopleOptionsProps) {
  const { list, rows, height, top, current, on } = useRovingPeople({ people, rowHeight, onChoose })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return on.onKeyDown(event)
    event.preventDefault()
    on.onClick(event)
  }
  return (
    <div
      ref={list}
      role="listbox"
      className={styles['list']}
      style={{ height }}
      aria-label={label}
      {...on}
      onKeyDown={onKeyDown}
    >
      {rows.map(({ index, start }) => {
        const user = people[index]
        return (
          user && (
            <div
              key={user.id}
              role="option"
              aria-selected={false}
              className={styles['place']}
              style={{ top: start - top }}
              aria-posinset={index + 1}
              aria-setsize={people.length}
              {...focusOf(user, index === current)}
            >
              {children(user)}
            </div>
          )
        )
      })}
    </div>
  )
}

interface PeopleOptionsProps extends Omit<PeopleRowsProps, 'labelledBy' | 'children'> {
  readonly children: (user: User) => ReactNode
}

function focusOf(user: User, isCurrent: boolean): RowFocus {
  return { 'data-person': user.id, tabIndex: isCurrent ? 0 : -1 }
}
