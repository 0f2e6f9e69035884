import { Fragment } from 'react'
import { useTranslations } from 'use-intl'
import { face } from '../../state/face.ts'
import { useKeymap } from '../../state/use-keymap.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import type { Entry } from './entry.ts'
import type { Match } from './match.ts'
import styles from './switcher.module.css'

interface OptionProps {
  readonly id: string
  readonly entry: Entry
  readonly match: Match | null
  /** The keys that do the same; empty: none. */
  readonly keys: string
  readonly isActive: boolean
  readonly onMark: (entry: Entry) => void
  readonly onChoose: (entry: Entry) => void
}

/** One line of what was found. */
export function Option(props: OptionProps) {
  const { id, entry, match, keys, isActive, onMark, onChoose } = props
  const t = useTranslations('nav')
  const keymap = useKeymap()
  const unread = entry.unread ?? 0
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={styles['option']}
      onPointerMove={() => !isActive && onMark(entry)}
      onClick={() => onChoose(entry)}
    >
      <Sign entry={entry} />
      <span className={styles['label']} dir="auto" lang={entry.lang}>
        <Marked text={entry.label} match={match} />
      </span>
      {entry.detail && (
        <span className={styles['detail']} dir="auto">
          {entry.detail}
        </span>
      )}
      <span className={styles['right']}>
        <Badge count={unread} />
        {unread > 0 && <Hidden>{t('unread', { count: unread })}</Hidden>}
        {keys !== '' && <Kbd isRaised>{keys}</Kbd>}
        {isActive && (
          <span className={styles['enter']} aria-hidden="true">
            <Kbd isRaised>{keymap.name('Enter')}</Kbd>
          </span>
        )}
      </span>
    </div>
  )
}

function Sign({ entry: { person, presence, icon: Icon } }: { entry: Entry }) {
  if (person) return <Avatar {...face(person)} size={28} {...(presence && { presence })} />
  return (
    <span className={styles['tile']}>{Icon && <Icon size={18} strokeWidth={1.75} aria-hidden="true" />}</span>
  )
}

function Marked({ text, match }: { text: string; match: Match | null }) {
  const spans = match?.spans ?? []
  return (
    <>
      {spans.map(({ from, to }, index) => (
        <Fragment key={from}>
          {text.slice(spans[index - 1]?.to ?? 0, from)}
          <b>{text.slice(from, to)}</b>
        </Fragment>
      ))}
      {text.slice(spans.at(-1)?.to ?? 0)}
    </>
  )
}
