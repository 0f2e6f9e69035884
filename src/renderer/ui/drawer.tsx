import { Dialog as Base } from '@base-ui/react/dialog'
import { useRef, type ReactNode } from 'react'
import styles from './drawer.module.css'
import { unlessGoneOn } from './unless-gone-on.ts'

interface DrawerProps {
  readonly isOpen: boolean
  readonly label: string
  readonly onClose: () => void
  /** Where focus goes when it closes; null: something else takes it. */
  readonly focusAfter: () => HTMLElement | null
  readonly children: ReactNode
}

/** What there is no room for at the side, over everything, from the left edge. */
export function Drawer({ isOpen, label, onClose, focusAfter, children }: DrawerProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal className={styles['layer']}>
        <Base.Backdrop className={styles['scrim']} />
        <Base.Popup
          ref={popup}
          className={styles['drawer']}
          aria-label={label}
          aria-modal="true"
          finalFocus={() => unlessGoneOn(popup.current, focusAfter() ?? false)}
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
