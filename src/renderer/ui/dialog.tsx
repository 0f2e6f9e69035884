import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'
import { unlessGoneOn } from './unless-gone-on.ts'

interface DialogProps {
  readonly isOpen: boolean
  readonly title: string
  readonly closeLabel: string
  readonly isWide?: boolean
  readonly onClose: () => void
  /** Where focus goes when it closes; by default back to where it was. */
  readonly focusAfter?: () => HTMLElement | null
  readonly children: ReactNode
}

/**
 * Something to do on its own, over everything else. The focus begins at what is to be done, not at the way out; it
 * is kept in it and goes back where it was.
 */
export function Dialog(props: DialogProps) {
  const { isOpen, title, closeLabel, isWide = false, onClose, focusAfter, children } = props
  const popup = useRef<HTMLDivElement>(null)
  const first = () =>
    popup.current?.querySelector<HTMLElement>('input, textarea, [tabindex="0"]:not(button), [data-first]') ??
    true
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(next, { event }) => !next && !liesOver(event.target) && onClose()}
    >
      <Base.Portal>
        <Base.Backdrop className={styles['scrim']} />
        <Base.Popup
          ref={popup}
          className={classes(styles['dialog'], isWide && styles['wide'])}
          initialFocus={first}
          finalFocus={() => unlessGoneOn(popup.current, focusAfter?.() ?? true)}
        >
          <div className={styles['head']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            <Base.Close
              render={
                <IconButton size={28} label={closeLabel}>
                  <X size={17} strokeWidth={1.75} aria-hidden="true" />
                </IconButton>
              }
            />
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** What lies over dialogs, as notices do, is pressed for its own sake. */
function liesOver(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-over-dialogs]') !== null
}

/** The buttons at the foot of a dialog. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles['buttons']}>{children}</div>
}
