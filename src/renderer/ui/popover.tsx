import { Popover as Base } from '@base-ui/react/popover'
import { useRef, type ReactElement, type ReactNode } from 'react'
import styles from './popover.module.css'

interface PopoverProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly label: string
  /** A selector of what has the focus when it opens. */
  readonly focusFirst: string
  readonly children: ReactNode
}

/** More about its button, below it. */
export function Popover({ isOpen, onOpenChange, trigger, label, focusFirst, children }: PopoverProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          className={styles['place']}
          side="bottom"
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          <Base.Popup
            ref={popup}
            className={styles['popover']}
            aria-label={label}
            initialFocus={() => popup.current?.querySelector<HTMLElement>(focusFirst) ?? true}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
