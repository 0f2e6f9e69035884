import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import styles from './icon-button.module.css'
import { Tip } from './tip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  readonly label: string
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string
  /** Said in the tooltip instead of the label: why the button does nothing now. */
  readonly reason?: string | null
  readonly size?: 28 | 30 | 32 | 36
  readonly kind?: 'plain' | 'danger'
}

export function IconButton({
  label,
  shortcut,
  reason = null,
  size = 32,
  kind = 'plain',
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <Tip text={reason ?? label} {...(shortcut && !reason ? { shortcut } : {})}>
      <button
        type="button"
        {...rest}
        aria-label={reason ? `${label}. ${reason}` : label}
        aria-disabled={reason ? true : rest['aria-disabled']}
        className={classes(styles['button'], styles[`size${size}`], styles[kind], className)}
        onClick={(event) => (reason ? event.preventDefault() : onClick?.(event))}
      />
    </Tip>
  )
}
