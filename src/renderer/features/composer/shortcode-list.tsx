import { useLocale, useTranslations } from 'use-intl'
import { withTone, type Emoji, type Tone } from './emoji/emoji.ts'
import styles from './shortcode-list.module.css'

interface ShortcodeListProps {
  readonly id: string
  readonly matches: readonly Emoji[]
  readonly active: number
  readonly tone: Tone
  readonly onMark: (index: number) => void
  readonly onChoose: (index: number) => void
}

/** The emoji that match what is being typed after a colon; the field keeps the focus and drives it. */
export function ShortcodeList({ id, matches, active, tone, onMark, onChoose }: ShortcodeListProps) {
  const t = useTranslations('emoji')
  const language = useLocale()
  return (
    <ul id={id} className={styles['list']} role="listbox" aria-label={t('matches')}>
      {matches.map((emoji, index) => (
        <li
          key={emoji.base}
          id={optionId(id, index)}
          className={styles['option']}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => onMark(index)}
          onClick={() => onChoose(index)}
        >
          <span className={styles['glyph']} aria-hidden="true">
            {withTone(emoji, tone)}
          </span>
          <span className={styles['name']}>{emoji.names[language]}</span>
          <span className={styles['code']}>:{emoji.codes[language][0]}:</span>
        </li>
      ))}
    </ul>
  )
}

/** The id of one line of the list. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}
