import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useRef, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import styles from './dialog.module.css'
import { DialogButtons } from './dialog.tsx'
import { unlessGoneOn } from './unless-gone-on.ts'

interface AlertProps {
  readonly isOpen: boolean
  readonly title: string
  readonly text: string
  /** What it is about, shown between the text and the buttons. */
  readonly children?: ReactNode
  readonly cancelLabel: string
  readonly confirmLabel: ReactNode
  /** Said by the second button while `isBusy`; nothing then closes the question. */
  readonly busyLabel?: string
  readonly isBusy?: boolean
  /** Whether confirming destroys something. */
  readonly isDestructive?: boolean
  readonly onCancel: () => void
  readonly onConfirm: () => void
  /** Where focus goes when it closes; by default back to where it was. */
  readonly focusAfter?: () => HTMLElement | null
}

/** A question before something that cannot be undone. Cancel has the focus. */
export function Alert(props: AlertProps) {
  const popup = useRef<HTMLDivElement>(null)
  const cancel = useRef<HTMLButtonElement>(null)
  const { focusAfter, busyLabel, isBusy = false, isDestructive = false } = props
  const onOpenChange = (isOpen: boolean) => {
    if (!isOpen && !isBusy) props.onCancel()
  }
  return (
    <AlertDialog.Root open={props.isOpen} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles['scrim']} onClick={() => onOpenChange(false)} />
        <AlertDialog.Popup
          ref={popup}
          className={classes(styles['dialog'], styles['alert'])}
          initialFocus={cancel}
          finalFocus={() => unlessGoneOn(popup.current, focusAfter?.() ?? true)}
        >
          <AlertDialog.Title className={styles['title']}>{props.title}</AlertDialog.Title>
          <AlertDialog.Description className={styles['text']}>{props.text}</AlertDialog.Description>
          {props.children}
          <DialogButtons>
            <Button ref={cancel} onClick={() => onOpenChange(false)}>
              {props.cancelLabel}
            </Button>
            <Button
              kind={isDestructive ? 'danger' : 'primary'}
              isBusy={isBusy}
              {...(busyLabel ? { busyLabel } : {})}
              onClick={props.onConfirm}
            >
              {props.confirmLabel}
            </Button>
          </DialogButtons>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
