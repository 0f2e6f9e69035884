import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { displayName, type User } from '../../../shared/model/user.ts'
import { useServices } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useFocusHome } from '../../ui/use-focus-home.ts'
import { useMedia } from '../../ui/use-media.ts'
import { PeopleOptions } from './people-rows.tsx'
import styles from './presence.module.css'
import { useHeldOrder } from './use-held-order.ts'
import { usePeople } from './use-people.ts'

const FACES = 3
const ROW_HEIGHT = 33

/** Who is there, in short, at the end of the header; and in full, once it is pressed. */
export function PeoplePile({ onFocusHome }: { onFocusHome: () => void }) {
  const t = useTranslations('nav')
  const { navigation } = useServices()
  const { people, isKnown } = usePeople()
  const [isOpen, setIsOpen] = useState(false)
  const pile = useRef<HTMLButtonElement>(null)
  const focusHome = useFocusHome(onFocusHome)
  const isSmall = useMedia('(width < 900px)')
  const isShown = isKnown && people.length > 0 && !isSmall
  if (isOpen && !isShown) setIsOpen(false)
  const choose = ({ id }: User) => {
    setIsOpen(false)
    // The row goes away: it is to the pile that one comes back.
    pile.current?.focus()
    navigation.showPerson(id)
  }
  return (
    <div {...focusHome}>
      {isShown && (
        <Popover
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          label={t('peopleOnline')}
          focusFirst="[data-person][tabindex='0']"
          trigger={
            <button ref={pile} type="button" className={styles['pile']}>
              <span className={styles['faces']}>
                {people.slice(0, FACES).map((user) => (
                  <Avatar key={user.id} {...face(user)} size={24} />
                ))}
              </span>
              {t('online', { count: people.length })}
            </button>
          }
        >
          <PeopleOnline people={people} onChoose={choose} />
        </Popover>
      )}
    </div>
  )
}

/** Nobody changes their place while it is open. */
function PeopleOnline({ people, onChoose }: { people: readonly User[]; onChoose: (user: User) => void }) {
  const t = useTranslations('nav')
  const order = useHeldOrder(people)
  return (
    <div className={styles['online']} data-scroller {...order.holders}>
      <PeopleOptions
        label={t('peopleOnline')}
        people={order.people}
        rowHeight={ROW_HEIGHT}
        onChoose={onChoose}
      >
        {(user) => (
          <span className={styles['person']}>
            <Avatar {...face(user)} size={22} presence="online" />
            <span className={styles['name']} dir="auto">
              {displayName(user)}
            </span>
          </span>
        )}
      </PeopleOptions>
    </div>
  )
}
