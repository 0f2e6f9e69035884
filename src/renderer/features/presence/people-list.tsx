import { memo, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { displayName, type User } from '../../../shared/model/user.ts'
import { face } from '../../state/face.ts'
import { useSection } from '../../state/layout-memory.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Section } from '../../ui/section.tsx'
import { Tip } from '../../ui/tip.tsx'
import styles from './presence.module.css'
import { useHeldOrder } from './use-held-order.ts'
import { usePeople } from './use-people.ts'
import { useRowsInSight } from './use-rows-in-sight.ts'

/** With the pixel between two of them. */
const ROW_HEIGHTS = { comfortable: 33, compact: 29 }
const TILE_HEIGHT = 44

export function PeopleList() {
  const t = useTranslations('nav')
  const { people, isKnown, isAlone } = usePeople()
  const order = useHeldOrder(people)
  const section = useSection('people')
  const { density } = usePreferences()
  const count = isKnown && people.length > 0 ? t('online', { count: people.length }) : null
  return (
    <div {...order.holders}>
      <Section id="nav-people" title={t('people')} count={count} {...section}>
        {isAlone && <p className={styles['alone']}>{t('alone')}</p>}
        <People labelledBy="nav-people" people={order.people} rowHeight={ROW_HEIGHTS[density]}>
          {(user) => <Person user={user} presence={isKnown ? 'online' : 'offline'} />}
        </People>
      </Section>
    </div>
  )
}

/** The same people for the rail: faces only, their names in tooltips. */
export function PeopleTiles() {
  const t = useTranslations('nav')
  const { people, isKnown } = usePeople()
  const order = useHeldOrder(people)
  return (
    <div className={styles['tiles']} {...order.holders}>
      <People label={t('people')} people={order.people} rowHeight={TILE_HEIGHT}>
        {(user) => <PersonTile user={user} presence={isKnown ? 'online' : 'offline'} />}
      </People>
    </div>
  )
}

interface PeopleProps {
  readonly label?: string
  readonly labelledBy?: string
  readonly people: readonly User[]
  readonly rowHeight: number
  readonly children: (user: User) => ReactNode
}

function People({ label, labelledBy, people, rowHeight, children }: PeopleProps) {
  const { list, rows, height, top } = useRowsInSight(people.length, rowHeight)
  return (
    <ul
      ref={list}
      className={styles['list']}
      style={{ height }}
      aria-label={label}
      aria-labelledby={labelledBy}
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
              {children(user)}
            </li>
          )
        )
      })}
    </ul>
  )
}

interface PersonProps {
  readonly user: User
  readonly presence: 'online' | 'offline'
}

const Person = memo(function Person({ user, presence }: PersonProps) {
  const t = useTranslations('presence')
  return (
    <span className={styles['person']} data-presence={presence}>
      <Avatar {...face(user)} size={22} presence={presence} />
      <span className={styles['name']} dir="auto">
        {displayName(user)}
      </span>
      <Hidden>{t(presence)}</Hidden>
    </span>
  )
})

const PersonTile = memo(function PersonTile({ user, presence }: PersonProps) {
  const t = useTranslations()
  const name = displayName(user)
  return (
    <Tip text={name} side="right" delay={300}>
      <span className={styles['tile']} data-presence={presence}>
        <Avatar {...face(user)} size={32} presence={presence} />
        <Hidden>{t('nav.person', { name, presence: t(`presence.${presence}`) })}</Hidden>
      </span>
    </Tip>
  )
})
