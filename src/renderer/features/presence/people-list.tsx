import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { displayName, type User } from '../../../shared/model/user.ts'
import { useServices } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { useSection } from '../../state/layout-memory.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Section } from '../../ui/section.tsx'
import { Tip } from '../../ui/tip.tsx'
import { PeopleRows, type RowFocus } from './people-rows.tsx'
import styles from './presence.module.css'
import { useHeldOrder } from './use-held-order.ts'
import { usePeople } from './use-people.ts'

/** With the pixel between two of them. */
const ROW_HEIGHTS = { comfortable: 33, compact: 29 }
const TILE_HEIGHT = 44
const SKELETONS = [0, 1, 2, 3, 4, 5]

/** The others who are online. */
export function PeopleList() {
  const t = useTranslations('nav')
  const { navigation } = useServices()
  const { people, isKnown, isAlone, isAwaited } = usePeople()
  const order = useHeldOrder(people)
  const section = useSection('people')
  const { density } = usePreferences()
  const presence = isKnown ? 'online' : 'offline'
  const count = isKnown && people.length > 0 ? t('online', { count: people.length }) : null
  return (
    <div {...order.holders}>
      <Section id="nav-people" title={t('people')} count={count} {...section}>
        {isAlone && <p className={styles['alone']}>{t('alone')}</p>}
        {isAwaited && SKELETONS.map((row) => <span key={row} className={styles['skeleton']} />)}
        <PeopleRows
          labelledBy="nav-people"
          people={order.people}
          rowHeight={ROW_HEIGHTS[density]}
          onChoose={({ id }) => navigation.showPerson(id)}
        >
          {(user, focus) => <Person user={user} presence={presence} {...focus} />}
        </PeopleRows>
      </Section>
    </div>
  )
}

/** The same people for the rail: faces only, their names in tooltips. */
export function PeopleTiles() {
  const t = useTranslations('nav')
  const { navigation } = useServices()
  const { people, isKnown } = usePeople()
  const order = useHeldOrder(people)
  const presence = isKnown ? 'online' : 'offline'
  return (
    <div className={styles['tiles']} {...order.holders}>
      <PeopleRows
        label={t('people')}
        people={order.people}
        rowHeight={TILE_HEIGHT}
        onChoose={({ id }) => navigation.showPerson(id)}
      >
        {(user, focus) => <PersonTile user={user} presence={presence} {...focus} />}
      </PeopleRows>
    </div>
  )
}

interface PersonProps extends RowFocus {
  readonly user: User
  readonly presence: 'online' | 'offline'
}

const Person = memo(function Person({ user, presence, ...focus }: PersonProps) {
  const t = useTranslations('presence')
  return (
    <button
      type="button"
      className={styles['person']}
      data-presence={presence}
      aria-haspopup="dialog"
      {...focus}
    >
      <Avatar {...face(user)} size={22} presence={presence} />
      <span className={styles['name']} dir="auto">
        {displayName(user)}
      </span>
      <Hidden>{t(presence)}</Hidden>
    </button>
  )
})

const PersonTile = memo(function PersonTile({ user, presence, ...focus }: PersonProps) {
  const t = useTranslations()
  const name = displayName(user)
  return (
    <Tip text={name} side="right" delay={300}>
      <button
        type="button"
        className={styles['tile']}
        data-presence={presence}
        aria-label={t('nav.person', { name, presence: t(`presence.${presence}`) })}
        aria-haspopup="dialog"
        {...focus}
      >
        <Avatar {...face(user)} size={32} presence={presence} />
      </button>
    </Tip>
  )
})
