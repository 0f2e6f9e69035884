import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import styles from './tabs.module.css'

interface TabsProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[]
  readonly onChange: (value: T) => void
  /** What the chosen tab shows. */
  readonly children: ReactNode
}

/** A few views of one thing; arrows choose. */
export function Tabs<T extends string>({ label, value, options, onChange, children }: TabsProps<T>) {
  return (
    <Base.Root className={styles['root']} value={value} onValueChange={(next: T) => onChange(next)}>
      <Base.List className={styles['list']} aria-label={label} activateOnFocus>
        {options.map((option) => (
          <Base.Tab key={option.value} value={option.value} className={styles['tab']}>
            {option.label}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel key={value} value={value} className={styles['panel']} tabIndex={-1}>
        {children}
      </Base.Panel>
    </Base.Root>
  )
}
