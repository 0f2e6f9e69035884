import { useId, type ReactNode } from 'react'
import styles from './radio-cards.module.css'

interface RadioCardsProps<T extends string> {
  /** The id of what names them. */
  readonly labelledBy: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string; readonly picture: ReactNode }[]
  readonly onChange: (value: T) => void
}

/** One of a few that are told apart by their pictures, side by side. */
export function RadioCards<T extends string>({ labelledBy, value, options, onChange }: RadioCardsProps<T>) {
  const name = useId()
  return (
    <div className={styles['cards']} role="radiogroup" aria-labelledby={labelledBy}>
      {options.map((option) => (
        <label key={option.value} className={styles['card']}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            className={styles['input']}
            onChange={() => onChange(option.value)}
          />
          <span className={styles['picture']} aria-hidden="true">
            {option.picture}
          </span>
          <span className={styles['line']}>
            <span className={styles['disc']} aria-hidden="true" />
            <span className={styles['label']}>{option.label}</span>
          </span>
        </label>
      ))}
    </div>
  )
}
