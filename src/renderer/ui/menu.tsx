import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import styles from './menu.module.css'

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly side?: 'top' | 'right'
  readonly children: ReactNode
}

export function Menu({ trigger, side = 'top', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          className={styles['place']}
          side={side}
          align={side === 'top' ? 'start' : 'end'}
          sideOffset={6}
          collisionPadding={8}
          // A trigger at the edge of the window: the menu moves in a little, it does not go to the other end.
          collisionAvoidance={{ align: 'shift' }}
        >
          <Base.Popup className={styles['menu']}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export function MenuItem({
  icon,
  onSelect,
  children
}: {
  icon: ReactNode
  onSelect: () => void
  children: string
}) {
  return (
    <Base.Item className={styles['item']} onClick={onSelect}>
      {icon}
      {children}
    </Base.Item>
  )
}

interface MenuChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly {
    readonly value: T
    readonly label: string
    readonly icon?: ReactNode
    readonly lang?: string
  }[]
  readonly onChange: (value: T) => void
}

/** One of a few inside a menu. */
export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles['heading']}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
        {options.map((option) => (
          <Base.RadioItem
            key={option.value}
            value={option.value}
            className={styles['item']}
            lang={option.lang}
          >
            {option.icon}
            {option.label}
            <Base.RadioItemIndicator className={styles['tick']}>
              <Check size={16} strokeWidth={2} aria-hidden="true" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

export function MenuRule() {
  return <Base.Separator className={styles['rule']} />
}
