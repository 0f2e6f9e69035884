import { useId, type ComponentProps, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './field.module.css'

interface TextAreaProps extends ComponentProps<'textarea'> {
  readonly label: string
  readonly isWrong?: boolean
  readonly hint?: ReactNode
}

/** A labelled field of several lines, with its help below. */
export function TextArea({ label, isWrong = false, hint, ...area }: TextAreaProps) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <div className={classes(styles['box'], styles['tall'], isWrong && styles['wrong'])}>
        <textarea
          {...area}
          id={id}
          className={styles['input']}
          aria-invalid={isWrong || undefined}
          aria-describedby={hint ? `${id}-note` : undefined}
        />
      </div>
      <div className={styles['note']} id={`${id}-note`}>
        {hint}
      </div>
    </div>
  )
}
