import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { useIsLongerThan } from './use-is-longer-than.ts'

interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: 'primary' | 'secondary' | 'ghost' | 'danger'
  readonly size?: 'small' | 'medium' | 'large'
  /** While something runs the button does nothing, and says so. */
  readonly isBusy?: boolean
  /** Said then instead of the content; its room is kept from the start. */
  readonly busyLabel?: string
}

export function Button({
  kind = 'secondary',
  size = 'medium',
  isBusy = false,
  busyLabel,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const isShownBusy = useIsLongerThan(isBusy, 300)
  return (
    <button
      type="button"
      {...rest}
      className={classes(styles['button'], styles[kind], styles[size], className)}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || rest['aria-disabled']}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
    >
      <span className={styles['label']} data-hidden={isShownBusy || undefined}>
        {children}
      </span>
      {busyLabel && (
        <span className={styles['label']} data-hidden={!isShownBusy || undefined}>
          <LoaderCircle className={styles['spinner']} size={16} strokeWidth={2.25} aria-hidden="true" />
          {busyLabel}
        </span>
      )}
    </button>
  )
}
