import { CircleAlert } from 'lucide-react'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './field.module.css'

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string
  /** Below the field. An error takes its place. */
  readonly hint?: ReactNode
  readonly error?: string | null
  readonly before?: ReactNode
  readonly after?: ReactNode
}

/** A labelled line of input, with its help or its error below. */
export function Field({ label, hint, error = null, before, after, className, ...input }: FieldProps) {
  const id = useId()
  const hasNote = Boolean(error ?? hint)
  return (
    <div className={classes(styles['field'], className)}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <div className={classes(styles['box'], error !== null && styles['wrong'])}>
        {before}
        <input
          {...input}
          id={id}
          className={styles['input']}
          aria-invalid={error !== null || undefined}
          aria-describedby={hasNote ? `${id}-note` : undefined}
        />
        {after}
      </div>
      <div className={styles['note']} id={`${id}-note`}>
        {error === null ? (
          hint
        ) : (
          <span className={styles['error']}>
            <CircleAlert size={14} strokeWidth={2} aria-hidden="true" />
            <span>{error}</span>
          </span>
        )}
      </div>
    </div>
  )
}
