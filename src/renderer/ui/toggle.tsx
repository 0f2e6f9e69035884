import type { ComponentProps } from 'react'
import styles from './toggle.module.css'

interface ToggleProps extends Omit<
  ComponentProps<'input'>,
  'type' | 'role' | 'className' | 'checked' | 'onChange'
> {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** On or off, at once. Its row is a label around it, so that the whole row is the target. */
export function Toggle({ isOn, onChange, ...input }: ToggleProps) {
  return (
    <span className={styles['toggle']}>
      <input
        {...input}
        type="checkbox"
        role="switch"
        checked={isOn}
        className={styles['input']}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={styles['track']} aria-hidden="true" />
    </span>
  )
}
