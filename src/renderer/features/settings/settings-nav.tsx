import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { SETTINGS_PAGES, type SettingsPage } from '../../state/navigation.ts'
import { PAGE_ICONS } from './page-icons.ts'
import styles from './settings-nav.module.css'

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

interface SettingsNavProps {
  readonly page: SettingsPage
  readonly onOpen: (page: SettingsPage) => void
}

/** The pages. One tab stop; arrows move. */
export function SettingsNav({ page, onOpen }: SettingsNavProps) {
  const t = useTranslations('settings')
  const list = useRef<HTMLUListElement>(null)
  const [reached, setReached] = useState<SettingsPage | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const current = buttons.findIndex((button) => button === document.activeElement)
    const ends: Readonly<Record<string, number>> = { Home: 0, End: buttons.length - 1 }
    const step = steps[event.key]
    const next = step ? (current + step + buttons.length) % buttons.length : ends[event.key]
    if (next === undefined) return
    event.preventDefault()
    buttons[next]?.focus()
  }
  return (
    <ul
      ref={list}
      className={styles['list']}
      data-scroller
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || setReached(null)}
    >
      {SETTINGS_PAGES.map((name) => {
        const Icon = PAGE_ICONS[name]
        return (
          <li key={name} className={styles['place']}>
            <button
              type="button"
              className={styles['item']}
              aria-current={name === page ? 'page' : undefined}
              tabIndex={name === (reached ?? page) ? 0 : -1}
              onFocus={() => setReached(name)}
              onClick={() => onOpen(name)}
            >
              <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
              <span className={styles['label']}>{t(`pages.${name}`)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
