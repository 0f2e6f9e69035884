import { useTranslations } from 'use-intl'
import { displayName } from '../../../shared/model/user.ts'
import { face } from '../../state/face.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Tip } from '../../ui/tip.tsx'
import styles from './presence.module.css'
import { usePeople } from './use-people.ts'

export function PeopleList() {
  const t = useTranslations('nav')
  const states = useTranslations('presence')
  const { people, isKnown, isAlone } = usePeople()
  const presence = isKnown ? 'online' : 'offline'
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']} id="nav-people">
        {t('people')}
        {isKnown && people.length > 0 && (
          <span className={styles['count']}>· {t('online', { count: people.length })}</span>
        )}
      </h2>
      {isAlone && <p className={styles['alone']}>{t('alone')}</p>}
      <ul aria-labelledby="nav-people">
        {people.map((user) => (
          <li key={user.id} className={styles['person']} data-presence={presence}>
            <Avatar {...face(user)} size={22} presence={presence} />
            <span className={styles['name']} dir="auto">
              {displayName(user)}
            </span>
            <Hidden>{states(presence)}</Hidden>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The same people for the rail: faces only, their names in tooltips. */
export function PeopleTiles() {
  const t = useTranslations('nav')
  const states = useTranslations('presence')
  const { people, isKnown } = usePeople()
  const presence = isKnown ? 'online' : 'offline'
  return (
    <ul className={styles['tiles']} aria-label={t('people')}>
      {people.map((user) => (
        <Tip key={user.id} text={displayName(user)} side="right" delay={300}>
          <li className={styles['tile']} data-presence={presence}>
            <Avatar {...face(user)} size={32} presence={presence} />
            <Hidden>{t('person', { name: displayName(user), presence: states(presence) })}</Hidden>
          </li>
        </Tip>
      ))}
    </ul>
  )
}
