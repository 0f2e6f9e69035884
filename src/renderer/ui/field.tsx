import { CircleAlert } from 'lucide-react'
import { useId, useState, type ComponentProps, type ReactNode } from 'react'
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
  const [last, setLast] = useState(error)
  if (error !== null && error !== last) setLast(error)
  // What is below does not move up while somebody mends what was wrong.
  const shown = error ?? (hint ? null : last)
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
        {shown === null ? (
          hint
        ) : (
          <span className={styles['error']} data-gone={error === null || undefined}>
            <CircleAlert size={14} strokeWidth={2} aria-hidden="true" />
            <span>{shown}</span>
          </span>
        )}
      </div>
    </div>
  )
}
