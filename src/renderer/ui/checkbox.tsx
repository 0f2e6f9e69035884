import { Check } from 'lucide-react'
import type { ComponentProps } from 'react'
import styles from './checkbox.module.css'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'className'> {
  readonly label: string
}

export function Checkbox({ label, ...input }: CheckboxProps) {
  return (
    <label className={styles['row']}>
      <input {...input} type="checkbox" className={styles['input']} />
      <span className={styles['box']} aria-hidden="true">
        <Check size={14} strokeWidth={3} />
      </span>
      {label}
    </label>
  )
}
