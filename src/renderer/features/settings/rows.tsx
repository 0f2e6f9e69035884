import { useId, type ReactNode, type Ref } from 'react'
import { classes } from '../../ui/classes.ts'
import { Toggle } from '../../ui/toggle.tsx'
import styles from './rows.module.css'

interface GroupProps {
  readonly title: string
  /** For what is named by the title too. */
  readonly titleId?: string
  /** What it is for, where the title does not say it. */
  readonly text?: string
  readonly children: ReactNode
}

/** What belongs together on a page, under its title. */
export function Group({ title, titleId, text, children }: GroupProps) {
  const ownId = useId()
  const id = titleId ?? ownId
  return (
    <section className={styles['group']} aria-labelledby={id}>
      <h2 id={id} className={styles['heading']}>
        {title}
      </h2>
      {text && <p className={styles['about']}>{text}</p>}
      {children}
    </section>
  )
}

/** The rows of a group, in a frame. */
export function Rows({ children }: { children: ReactNode }) {
  return (
    <div className={styles['rows']} data-rows>
      {children}
    </div>
  )
}

/** A frame around what needs no rows. */
export function Frame({ children }: { children: ReactNode }) {
  return <div className={styles['frame']}>{children}</div>
}

interface RowProps {
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly textId?: string
  /** What it is set with, or what it is. */
  readonly children?: ReactNode
}

export function Row({ title, text, textId, children }: RowProps) {
  return (
    <div className={styles['row']}>
      <Words title={title} text={text} textId={textId} />
      {children && <div className={styles['control']}>{children}</div>}
    </div>
  )
}

interface ToggleRowProps {
  readonly title: string
  readonly text: string
  readonly isOn: boolean
  /** The switch itself. */
  readonly ref?: Ref<HTMLInputElement>
  readonly onChange: (isOn: boolean) => void
}

/** On or off; the whole row is the target. */
export function ToggleRow({ title, text, isOn, ref, onChange }: ToggleRowProps) {
  const id = useId()
  return (
    <label className={styles['row']}>
      <Words title={title} titleId={`${id}-title`} text={text} textId={`${id}-text`} />
      <Toggle
        ref={ref}
        isOn={isOn}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        onChange={onChange}
      />
    </label>
  )
}

/** A row that only says something. */
export function FactRow({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles['row']}>
      <dt className={styles['title']}>{title}</dt>
      <dd className={styles['fact']} dir="auto">
        {children}
      </dd>
    </div>
  )
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes(styles['rows'], styles['facts'])}>{children}</dl>
}

interface WordsProps {
  readonly title: ReactNode
  readonly titleId?: string
  readonly text?: ReactNode
  readonly textId?: string | undefined
}

function Words({ title, titleId, text, textId }: WordsProps) {
  return (
    <div className={styles['words']}>
      <div className={styles['title']} id={titleId}>
        {title}
      </div>
      {text && (
        <div className={styles['text']} id={textId}>
          {text}
        </div>
      )}
    </div>
  )
}
