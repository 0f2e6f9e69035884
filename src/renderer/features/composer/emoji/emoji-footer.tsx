import { useLocale, useTranslations } from 'use-intl'
import { classes } from '../../../ui/classes.ts'
import styles from './emoji-footer.module.css'
import { withTone, type Emoji, type Tone } from './emoji.ts'

const HANDS = ['✋', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿']
const TONES = [
  [0, 'none'],
  [1, 'light'],
  [2, 'mediumLight'],
  [3, 'medium'],
  [4, 'mediumDark'],
  [5, 'dark']
] as const

interface FooterProps {
  readonly emoji: Emoji | undefined
  readonly tone: Tone
  readonly isToning: boolean
  readonly onToning: (isToning: boolean) => void
  readonly onTone: (tone: Tone) => void
}

/** The name of the emoji that Enter inserts, and the skin tone. */
export function Footer({ emoji, tone, isToning, onToning, onTone }: FooterProps) {
  const t = useTranslations('emoji')
  const language = useLocale()
  return (
    <div className={styles['footer']}>
      {isToning ? (
        <div className={styles['tones']} role="group" aria-label={t('tone')}>
          {TONES.map(([own, key]) => (
            <button
              key={own}
              type="button"
              className={classes(styles['hand'], own === tone && styles['on'])}
              aria-label={t(`tones.${key}`)}
              title={t(`tones.${key}`)}
              aria-pressed={own === tone}
              onClick={() => onTone(own)}
            >
              {HANDS[own]}
            </button>
          ))}
        </div>
      ) : (
        emoji && (
          <>
            <span className={styles['glyph']} aria-hidden="true">
              {withTone(emoji, tone)}
            </span>
            <span className={styles['words']}>
              <span className={styles['name']}>{emoji.names[language]}</span>
              <span className={styles['code']}>:{emoji.codes[language][0]}:</span>
            </span>
          </>
        )
      )}
      <button
        type="button"
        className={classes(styles['hand'], styles['toggle'])}
        aria-label={t('tone')}
        title={t('tone')}
        aria-expanded={isToning}
        onClick={() => onToning(!isToning)}
      >
        {HANDS[tone]}
      </button>
    </div>
  )
}
