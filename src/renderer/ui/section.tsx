import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './section.module.css'

interface SectionProps {
  /** Of the title; lists are named by it. */
  readonly id: string
  readonly title: string
  /** A few words after the title. */
  readonly count?: string | null
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

/** A part of the sidebar that can be folded away by its title. */
export function Section({ id, title, count = null, isOpen, onToggle, children }: SectionProps) {
  return (
    <section>
      <h2 className={styles['heading']}>
        <button type="button" className={styles['toggle']} aria-expanded={isOpen} onClick={onToggle}>
          <span id={id} className={styles['title']}>
            {title}
            {count !== null && <span className={styles['count']}>· {count}</span>}
          </span>
          <ChevronDown className={styles['chevron']} size={14} strokeWidth={2} aria-hidden="true" />
        </button>
      </h2>
      {isOpen && children}
    </section>
  )
}
