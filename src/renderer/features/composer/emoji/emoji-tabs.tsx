import { Apple, Clock, Flag, Heart, Leaf, Lightbulb, Plane, Smile, Volleyball } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import styles from './emoji-tabs.module.css'

const TABS = [
  ['recents', Clock],
  ['smileys', Smile],
  ['nature', Leaf],
  ['food', Apple],
  ['activities', Volleyball],
  ['travel', Plane],
  ['objects', Lightbulb],
  ['symbols', Heart],
  ['flags', Flag]
] as const
export type TabKey = (typeof TABS)[number][0]

/** The tab under which a section stands: people have none of their own, they follow the smileys. */
export function tabOfSection(section: string | undefined): TabKey | null {
  const key = section === 'people' ? 'smileys' : section
  return TABS.find(([tab]) => tab === key)?.[0] ?? null
}

interface TabsProps {
  /** Null: none, while a search is shown. */
  readonly current: TabKey | null
  readonly hasRecents: boolean
  readonly panelId: string
  readonly onSelect: (tab: TabKey) => void
}

/** Leads to a section of the grid. One tab stop; arrows select. */
export function Tabs({ current, hasRecents, panelId, onSelect }: TabsProps) {
  const t = useTranslations('emoji')
  const shown = TABS.filter(([key]) => hasRecents || key !== 'recents')
  const stop = current ?? shown[0]?.[0]

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const index = shown.findIndex(([key]) => key === stop) + step
    const target = shown[(index + shown.length) % shown.length]
    if (step === 0 || !target) return
    event.preventDefault()
    onSelect(target[0])
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${target[0]}"]`)?.focus()
  }

  return (
    <div className={styles['tabs']} role="tablist" aria-label={t('categories')} onKeyDown={onKeyDown}>
      {shown.map(([key, Icon]) => (
        <button
          key={key}
          type="button"
          role="tab"
          className={styles['tab']}
          data-tab={key}
          aria-label={t(`sections.${key}`)}
          title={t(`sections.${key}`)}
          aria-selected={key === current}
          aria-controls={panelId}
          tabIndex={key === stop ? 0 : -1}
          onClick={() => onSelect(key)}
        >
          <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
        </button>
      ))}
    </div>
  )
}
