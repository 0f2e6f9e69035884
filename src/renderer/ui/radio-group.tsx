import { Fragment, useId, type ReactNode } from 'react'
import { Hidden } from './hidden.tsx'
import styles from './radio-group.module.css'

interface RadioGroupProps<T extends string> {
  readonly legend: string
  /** Whether something in sight beside it says the same. */
  readonly isLegendHidden?: boolean
  readonly value: T
  readonly options: readonly {
    readonly value: T
    readonly label: string
    readonly lang?: string
    /** After the label, not so loud. */
    readonly aside?: ReactNode
    /** What belongs to this one, below it. */
    readonly more?: ReactNode
  }[]
  readonly onChange: (value: T) => void
}

/** One of a few, one below the other. */
export function RadioGroup<T extends string>(props: RadioGroupProps<T>) {
  const { legend, isLegendHidden = false, value, options, onChange } = props
  const name = useId()
  return (
    <fieldset className={styles['group']}>
      <legend className={isLegendHidden ? undefined : styles['legend']}>
        {isLegendHidden ? <Hidden>{legend}</Hidden> : legend}
      </legend>
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
            <span className={styles['label']} lang={option.lang}>
              {option.label}
            </span>
            {option.aside && <span className={styles['aside']}>{option.aside}</span>}
          </label>
          {option.more && <div className={styles['more']}>{option.more}</div>}
        </Fragment>
      ))}
    </fieldset>
  )
}
