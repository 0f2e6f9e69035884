import { Dialog } from '@base-ui/react/dialog'
import { useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { isComposing } from '../../ui/is-composing.ts'
import styles from './switcher.module.css'

interface SwitcherProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Once it is gone and the focus is back where it was. */
  readonly onClosed: () => void
  /** The search: made anew each time it opens. */
  readonly children: ReactNode
}

/** The layer of the quick switcher: over everything, and at once. */
export function Switcher({ isOpen, onClose, onClosed, children }: SwitcherProps) {
  const t = useTranslations('nav')
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(next) => !next && onClose()}
      onOpenChangeComplete={(next) => !next && onClosed()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['scrim']} />
        <Dialog.Popup
          ref={popup}
          className={styles['dialog']}
          aria-label={t('jump')}
          initialFocus={() => popup.current?.querySelector('input') ?? true}
          // The layer below would close with it.
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return
            event.preventDefault()
            event.stopPropagation()
            onClose()
          }}
        >
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
