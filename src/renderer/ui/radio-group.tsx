import { Fragment, useId, type ReactNode } from 'react'
import styles from './radio-group.module.css'

interface RadioGroupProps<T extends string> {
  readonly legend: string
  readonly value: T
  readonly options: readonly {
    readonly value: T
    readonly label: string
    /** What belongs to this one, below it. */
    readonly more?: ReactNode
  }[]
  readonly onChange: (value: T) => void
}

/** One of a few, one below the other. */
export function RadioGroup<T extends string>({ legend, value, options, onChange }: RadioGroupProps<T>) {
  const name = useId()
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{legend}</legend>
      {options.map((option) => (
        <Fragment key={option.value}>
          <label className={styles['row']}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              className={styles['input']}
              onChange={() => onChange(option.value)}
            />
            <span className={styles['disc']} aria-hidden="true" />
            <span className={styles['label']}>{option.label}</span>
          </label>
          {option.more && <div className={styles['more']}>{option.more}</div>}
        </Fragment>
      ))}
    </fieldset>
  )
}
