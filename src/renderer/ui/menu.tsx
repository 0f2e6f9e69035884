import { Menu as Base } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, type ReactElement, type ReactNode } from 'react'
import styles from './menu.module.css'
import { unlessGoneOn } from './unless-gone-on.ts'

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly side?: 'top' | 'right' | 'bottom'
  /** Which ends of the two meet, above or below. */
  readonly align?: 'start' | 'end'
  readonly children: ReactNode
}

export function Menu({ trigger, side = 'top', align = 'start', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          className={styles['place']}
          side={side}
          align={side === 'right' ? 'end' : align}
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

interface MenuBesideProps {
  readonly label: string
  readonly isOpen: boolean
  /** What it opens beside, in the window's coordinates. */
  readonly place: DOMRect
  /** Where the focus goes when it closes; null: something else takes it. */
  readonly focusAfter: () => HTMLElement | null
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A menu without a button of its own: it opens at the pointer, or beside what it is about. */
export function MenuBeside({ label, isOpen, place, focusAfter, onClose, children }: MenuBesideProps) {
  const popup = useRef<HTMLDivElement>(null)
  const leave = useEffectEvent(onClose)
  // What it opened beside is elsewhere then, or gone.
  useEffect(() => {
    if (!isOpen) return undefined
    addEventListener('resize', leave)
    return () => removeEventListener('resize', leave)
  }, [isOpen])
  /** One that is closed before it has taken the focus would leave it nowhere. */
  const findFocus = (): void => {
    if (document.activeElement === document.body) focusAfter()?.focus()
  }
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      onOpenChangeComplete={(open) => !open && findFocus()}
    >
      <Base.Portal>
        <Base.Positioner
          className={styles['place']}
          anchor={{ getBoundingClientRect: () => place }}
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Base.Popup
            ref={popup}
            className={styles['menu']}
            aria-label={label}
            finalFocus={() => unlessGoneOn(popup.current, focusAfter() ?? false)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface MenuItemProps {
  readonly icon: ReactNode
  /** On the right: the key that does the same, or why the item does nothing now. */
  readonly hint?: string
  readonly tone?: 'plain' | 'danger'
  readonly isOff?: boolean
  readonly onSelect: () => void
  readonly children: string
}

export function MenuItem({ icon, hint, tone, isOff = false, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item className={styles['item']} data-tone={tone} disabled={isOff} onClick={onSelect}>
      {icon}
      {children}
      {hint && <span className={styles['hint']}>{hint}</span>}
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
  /** Whether choosing ends the menu. */
  readonly closes?: boolean
}

/** One of a few inside a menu. */
export function MenuChoice<T extends string>(props: MenuChoiceProps<T>) {
  const { label, value, options, onChange, closes = false } = props
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
            closeOnClick={closes}
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

/** More to choose, beside the menu. */
export function SubMenu({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={styles['item']} delay={150}>
        {icon}
        {label}
        <ChevronRight className={styles['more']} size={16} strokeWidth={2} aria-hidden="true" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner
          className={styles['place']}
          side="right"
          align="end"
          sideOffset={2}
          collisionPadding={8}
        >
          <Base.Popup className={styles['menu']}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  )
}

export function MenuRule() {
  return <Base.Separator className={styles['rule']} />
}
